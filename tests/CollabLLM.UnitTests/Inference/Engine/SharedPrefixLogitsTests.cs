using System.Numerics.Tensors;
using CollabLLM.Inference.Engine;
using CollabLLM.Inference.Engine.Attention;
using CollabLLM.Inference.Engine.Pages;
using CollabLLM.TestKit.Onnx;

namespace CollabLLM.UnitTests.Inference.Engine;

public sealed class SharedPrefixLogitsTests
{
    private const int Rows = 12;
    private const int SharedPages = 6;

    [Fact]
    public async Task Simulations_on_a_shared_prefix_get_the_logits_of_the_plain_graph_within_a_ten_thousandth()
    {
        var spec = new ModelSpec(ModelStyle.Llama, Layers: 3, Hidden: 64, HeadSize: 64, Vocabulary: 300);
        await using var paged = new RandomEngine(spec);
        await using var plain = new RandomEngine(spec, paged: false);

        var ours = Logits(paged.Runner);
        var theirs = Logits(plain.Runner);

        Assert.InRange(TensorPrimitives.Distance<float>(ours, theirs) / TensorPrimitives.Norm<float>(theirs), 0, 1e-4);
    }

    private static float[] Logits(IStepRunner runner)
    {
        using var pool = new PagePool(runner.Shape, 100 * runner.Shape.Bytes);
        nint[] shared = [.. Enumerable.Range(0, SharedPages).Select(_ => pool.TryTake()!.Value)];
        var prefix = RandomEngine.Prompt(4, SharedPages * PageShape.Tokens, 300);
        runner.Run([new(shared, 0, 0, prefix.Length)], prefix, [prefix.Length - 1]);
        StepRow[] rows = [.. Enumerable.Range(0, Rows).Select(i => new StepRow([.. shared, pool.TryTake()!.Value], prefix.Length, i, 1))];
        int[] all = [.. Enumerable.Range(0, Rows)];
        runner.Run(rows, all, all);
        StepRow[] next = [.. rows.Select(r => r with { Past = r.Past + 1 })];
        return runner.Run(next, [.. all.Select(i => i + 20)], all).ToArray();
    }
}
