using System.Numerics.Tensors;
using CollabLLM.Inference.Engine.Attention;
using CollabLLM.Inference.Engine.Pages;
using CollabLLM.Inference.Models;
using CollabLLM.Inference.Models.Onnx;

namespace CollabLLM.Inference.Engine;

/// <summary>Takes the paged form where it exists and gives the same logits as the graph itself, else the plain form with the reason.</summary>
internal static class RunnerChoice
{
    private const float ExactTolerance = 1e-3f;
    private const float RoundedTolerance = 0.1f;
    private const int ProbeTokens = 21;

    /// <param name="folder">Changed by the rewriting: read again for anything else.</param>
    /// <returns>The runner, and why it is the plain one; null when it is the paged one.</returns>
    public static (IStepRunner Runner, string? PlainBecause) Load(ModelFolder folder, InferenceOptions options, ExecutionProvider provider)
    {
        var plain = new Lazy<PlainRunner>(() => LoadPlain(folder, options, provider));
        if (provider.IsCuda) return (plain.Value, "the paged form is for the CPU");
        if (!options.PagedAttention) return (plain.Value, "set to plain");

        var model = folder.Description;
        var (paged, reason) = PagedRunner.TryLoad(ModelFolder.Read(model.Folder, Path.GetRelativePath(model.Folder, model.GraphFile)), options);
        if (paged is null) return (plain.Value, reason);
        var difference = Difference(paged, plain.Value);
        var exact = folder.Interface.KvType == OnnxType.Float && !folder.Graph.Graph.Nodes.Exists(n => n.Operation is "DynamicQuantizeLinear" or "MatMulNBits");
        if (difference <= (exact ? ExactTolerance : RoundedTolerance))
        {
            plain.Value.Dispose();
            return (paged, null);
        }

        paged.Dispose();
        return (plain.Value, FormattableString.Invariant($"the paged form differs from the graph by {difference:g3}"));
    }

    private static PlainRunner LoadPlain(ModelFolder folder, InferenceOptions options, ExecutionProvider provider)
    {
        using var settings = RuntimeSettings.Create(options, folder.Description.GraphFile);
        if (provider.IsCuda) settings.AppendExecutionProvider_CUDA();
        return new(folder, settings);
    }

    /// <summary>Relative distance of the logits after a prompt in two parts.</summary>
    private static float Difference(IStepRunner paged, IStepRunner plain)
    {
        var ours = Probe(paged);
        var theirs = Probe(plain);
        return TensorPrimitives.Distance<float>(ours, theirs) / Math.Max(float.Epsilon, TensorPrimitives.Norm<float>(theirs));
    }

    private static float[] Probe(IStepRunner runner)
    {
        using var pool = new PagePool(runner.Shape, 2 * runner.Shape.Bytes);
        nint[] pages = [pool.TryTake()!.Value, pool.TryTake()!.Value];
        int[] tokens = [.. Enumerable.Range(1, ProbeTokens).Select(i => i * 37 % runner.Vocabulary)];
        runner.Run([new(pages, 0, 0, ProbeTokens - 1)], tokens.AsSpan(..^1), [ProbeTokens - 2]);
        return runner.Run([new(pages, ProbeTokens - 1, 0, 1)], tokens.AsSpan(^1..), [0]).ToArray();
    }
}
