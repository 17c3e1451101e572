using CollabLLM.Inference.Engine.Attention;
using CollabLLM.Inference.Models;
using Microsoft.ML.OnnxRuntime;

namespace CollabLLM.Inference.Engine;

/// <summary>
/// Runs a graph as it is: for forms of attention that the rewriting does not know, for other execution providers, and as the oracle of the paged form.
/// Rows that decode go together, padded on the left; a prompt goes alone. Slower: the graph copies all keys and values at each step.
/// </summary>
internal sealed class PlainRunner : IStepRunner
{
    private readonly ModelFolder folder;
    private readonly InferenceSession session;
    private readonly RunOptions run = new();
    private readonly PastTensors past;
    private readonly string[] inputs;
    private readonly string[] outputs;
    private readonly long[] keepDimensions;
    private float[] logits = [];

    public PlainRunner(ModelFolder folder, SessionOptions settings)
    {
        this.folder = folder;
        var model = folder.Description;
        Shape = new(model.Layers, model.KvHeads, model.HeadSize);
        session = new(model.GraphFile, settings);
        past = new(Shape, folder.Interface.KvType);
        keepDimensions = folder.Graph.Graph.Inputs.Find(i => GraphInterface.KeepNames.Contains(i.Name))?.Dimensions.Count > 0 ? [1] : [];
        var kv = folder.Interface.Kv;
        inputs = [.. session.InputNames.Where(n => kv.All(k => k.PastKey != n && k.PastValue != n)), .. kv.SelectMany(k => new[] { k.PastKey, k.PastValue })];
        outputs = [folder.Interface.Logits.Name, .. kv.SelectMany(k => new[] { k.PresentKey, k.PresentValue })];
    }

    public PageShape Shape { get; }

    public int Vocabulary => folder.Description.Vocabulary;

    /// <summary>Graphs with one fused attention count lengths from the mask and want padding on the right: those rows go one by one.</summary>
    private bool MayPad => folder.Interface.HasPositions && folder.Interface.HasMask && !folder.QuantisesActivations && !folder.HoldsInnerGraphs
        && folder.Graph.Graph.Nodes.TrueForAll(n => n.Operation != Models.Rewriting.FusedAttention.Operation);

    public Span<float> Run(IReadOnlyList<StepRow> rows, ReadOnlySpan<int> tokens, ReadOnlySpan<int> wanted)
    {
        if (logits.Length < wanted.Length * Vocabulary) logits = new float[wanted.Length * Vocabulary];
        var ids = tokens.ToArray();
        var lines = wanted.ToArray();
        StepRow[] decode = MayPad ? [.. rows.Where(r => r.Count == 1)] : [];
        if (decode.Length > 0) RunTogether(decode, ids, lines);
        foreach (var row in rows.Where(r => !decode.Contains(r))) RunTogether([row], ids, lines);
        return logits.AsSpan(0, wanted.Length * Vocabulary);
    }

    public void Dispose()
    {
        session.Dispose();
        run.Dispose();
    }

    private void RunTogether(StepRow[] rows, int[] tokens, int[] wanted)
    {
        var fresh = rows[0].Count;
        var longest = rows.Max(r => r.Past);
        using var ids = StepTensors.Longs([.. rows.SelectMany(r => tokens.AsSpan(r.Start, fresh).ToArray())], rows.Length, fresh);
        using var mask = StepTensors.Longs(
            [.. rows.SelectMany(r => Enumerable.Range(0, longest + fresh).Select(i => i >= longest - r.Past ? 1 : 0))], rows.Length, longest + fresh);
        using var keepAll = StepTensors.Longs([0], keepDimensions);
        using var positions = StepTensors.Longs([.. rows.SelectMany(r => Enumerable.Range(r.Past, fresh))], rows.Length, fresh);
        var cached = past.Gather(rows, longest);
        try
        {
            OrtValue[] values = [.. inputs[..^cached.Length].Select(name => name switch { GraphInterface.Ids => ids, GraphInterface.Mask => mask, GraphInterface.Positions => positions, _ => keepAll }), .. cached];
            using var results = session.Run(run, inputs, values, outputs);
            past.Scatter(rows, longest, [.. results.Skip(1)]);
            Keep(rows, StepTensors.Logits(results[0]), wanted);
        }
        finally
        {
            foreach (var value in cached) value.Dispose();
        }
    }

    private void Keep(StepRow[] rows, Span<float> all, int[] wanted)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            for (var t = 0; t < rows[i].Count; t++)
            {
                var line = Array.IndexOf(wanted, rows[i].Start + t);
                if (line >= 0) all.Slice(((i * rows[i].Count) + t) * Vocabulary, Vocabulary).CopyTo(logits.AsSpan(line * Vocabulary));
            }
        }
    }
}
