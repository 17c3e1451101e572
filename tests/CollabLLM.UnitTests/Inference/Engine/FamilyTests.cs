using System.Numerics.Tensors;
using CollabLLM.Inference;
using CollabLLM.Inference.Engine;
using CollabLLM.Inference.Engine.Attention;
using CollabLLM.Inference.Engine.Pages;
using CollabLLM.Inference.Models;
using CollabLLM.TestKit.Onnx;

namespace CollabLLM.UnitTests.Inference.Engine;

/// <summary>Every family and number format, in the structure that exporters write, against the same graph run plainly.</summary>
public sealed class FamilyTests : IDisposable
{
    private const int Chunk = 20;
    private const int Length = 60;

    private static readonly string Graphs = Path.Combine(Oracle.Folder, "graphs");
    private static readonly InferenceOptions Options = new() { Threads = 1 };

    private readonly string folder = Directory.CreateTempSubdirectory("collab-family-").FullName;

    public static TheoryData<string> All => new(ExportedStructure.In(Graphs));

    /// <summary>Where the engine's single-precision cache or the runtime's own quantisation of activations does not allow equal tokens.</summary>
    public static TheoryData<string> Exact => new(ExportedStructure.In(Graphs).Where(IsExact));

    [Theory]
    [MemberData(nameof(All))]
    public void Logits_in_chunks_and_steps_are_those_of_the_graph_on_the_whole_sequence(string name)
    {
        ExportedStructure.Write(Graphs, name, folder);
        using var oracle = new WholeSequence(folder);
        var (runner, plainBecause) = RunnerChoice.Load(ModelFolder.Read(folder), Options, new("CPU", "test"));
        using (runner)
        {
            var tokens = RandomEngine.Prompt(3, Length);
            using var pool = new PagePool(runner.Shape, 8 * runner.Shape.Bytes);
            nint[] pages = [.. Enumerable.Range(0, 4).Select(_ => pool.TryTake()!.Value)];

            Assert.Null(plainBecause);
            for (var at = 0; at < Length;)
            {
                var count = at < 2 * Chunk ? Chunk : 1;
                var ours = runner.Run([new(pages, at, 0, count)], tokens.AsSpan(at, count), [count - 1]).ToArray();
                at += count;
                var theirs = oracle.Logits(tokens[..at]);

                Assert.InRange(TensorPrimitives.Distance<float>(ours, theirs) / TensorPrimitives.Norm<float>(theirs), 0, IsExact(name) ? 1e-4 : 0.05);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Exact))]
    public async Task Greedy_replies_of_prompts_of_different_length_at_once_are_those_of_the_graph(string name)
    {
        ExportedStructure.Write(Graphs, name, folder);
        using var oracle = new WholeSequence(folder);
        await using var paged = new RandomEngine(folder, Options, paged: true);
        await using var plain = new RandomEngine(folder, Options, paged: false);
        int[][] prompts = [RandomEngine.Prompt(1, 1), RandomEngine.Prompt(2, 17), RandomEngine.Prompt(3, 41)];

        var ours = await paged.TogetherAsync(prompts, 12);
        var padded = await plain.TogetherAsync(prompts, 12);

        for (var i = 0; i < prompts.Length; i++)
        {
            var expected = oracle.Greedy(prompts[i], 12);
            Assert.Equal(expected, ours[i]);
            Assert.Equal(expected, padded[i]);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reply_of_a_graph_that_quantises_its_activations_does_not_depend_on_company(bool isPaged)
    {
        ExportedStructure.Write(Graphs, "qwen3-int8-dynamic", folder);
        int[][] prompts = [RandomEngine.Prompt(1, 3), RandomEngine.Prompt(2, 9), RandomEngine.Prompt(3, 14)];
        await using var engine = new RandomEngine(folder, Options, isPaged);
        var together = await engine.TogetherAsync(prompts, 25);

        for (var i = 0; i < prompts.Length; i++)
        {
            await using var alone = new RandomEngine(folder, Options, isPaged);
            Assert.Equal((await alone.GenerateAsync(prompts[i], 25)).Ids, together[i]);
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static bool IsExact(string name) => !name.Contains("16", StringComparison.Ordinal) && !name.EndsWith("dynamic", StringComparison.Ordinal);
}
