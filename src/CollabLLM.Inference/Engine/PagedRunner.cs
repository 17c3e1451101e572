using System.Runtime.InteropServices;
using CollabLLM.Inference.Engine.Attention;
using CollabLLM.Inference.Engine.Products;
using CollabLLM.Inference.Models;
using CollabLLM.Inference.Models.Rewriting;
using Microsoft.ML.OnnxRuntime;

namespace CollabLLM.Inference.Engine;

/// <summary>Runs the rewritten graph: all rows as one sequence, keys and values in pages.</summary>
internal sealed class PagedRunner : IStepRunner
{
    private static readonly string[] Outputs = ["logits"];

    private readonly AttentionHost host;
    private readonly ProductHost? products;
    private readonly InferenceSession session;
    private readonly RunOptions run = new();
    private readonly int queriesPerKvHead;
    private readonly string[] inputs;
    private readonly bool oneByOne;
    private IDisposableReadOnlyCollection<OrtValue>? results;

    private PagedRunner(AttentionHost host, ProductHost? products, InferenceSession session, ModelDescription model, bool oneByOne)
    {
        this.host = host;
        this.products = products;
        this.session = session;
        Vocabulary = model.Vocabulary;
        queriesPerKvHead = model.Heads / model.KvHeads;
        inputs = [.. session.InputNames];
        this.oneByOne = oneByOne;
    }

    public PageShape Shape => host.Shape;

    public int Vocabulary { get; }

    /// <summary>Rewrites and loads; null with the reason where this graph has to run as it is.</summary>
    public static (PagedRunner? Runner, string? Reason) TryLoad(ModelFolder folder, InferenceOptions options)
    {
        var model = folder.Description;
        var host = new AttentionHost(new(model.Layers, model.KvHeads, model.HeadSize), RuntimeSettings.Threads(options));
        var oneByOne = folder.QuantisesActivations;
        var products = options.PackedProducts && PackedMatrix.IsSupported ? new ProductHost(RuntimeSettings.Threads(options)) : null;
        var reason = PagedGraph.Rewrite(folder, host.Handle, products);
        if (reason is not null)
        {
            host.Dispose();
            products?.Dispose();
            return (null, reason);
        }

        try
        {
            using var settings = RuntimeSettings.Create(options, model.GraphFile);
            PagedAttentionOperation.Register(settings);
            ProductOperation.Register(settings);
            return (new(host, products, new(folder.Graph.Write(), settings), model, oneByOne), null);
        }
        catch (OnnxRuntimeException fault)
        {
            host.Dispose();
            products?.Dispose();
            return (null, $"the runtime refused the rewritten graph: {fault.Message}");
        }
    }

    public Span<float> Run(IReadOnlyList<StepRow> rows, ReadOnlySpan<int> tokens, ReadOnlySpan<int> wanted)
    {
        if (!oneByOne || rows.Count == 1) return RunTogether(rows, tokens, wanted);
        var logits = new List<float>(wanted.Length * Vocabulary);
        foreach (var row in rows)
        {
            int[] own = [.. wanted.ToArray().Where(w => w >= row.Start && w < row.Start + row.Count).Select(w => w - row.Start)];
            var lines = RunTogether([row with { Start = 0 }], tokens.Slice(row.Start, row.Count), own.Length > 0 ? own : [row.Count - 1]);
            logits.AddRange(lines[..(own.Length * Vocabulary)]);
        }

        return CollectionsMarshal.AsSpan(logits);
    }

    public void Dispose()
    {
        results?.Dispose();
        session.Dispose();
        run.Dispose();
        host.Dispose();
        products?.Dispose();
    }

    private Span<float> RunTogether(IReadOnlyList<StepRow> rows, ReadOnlySpan<int> tokens, ReadOnlySpan<int> wanted)
    {
        results?.Dispose();
        host.Step = AttentionStep.Of(rows, queriesPerKvHead);
        host.Fault = null;
        using var ids = StepTensors.Longs(tokens, 1, tokens.Length);
        using var positions = StepTensors.Positions(rows, tokens.Length);
        using var lines = StepTensors.Longs(wanted, wanted.Length);
        var values = Array.ConvertAll(inputs, name => name switch
        {
            GraphInterface.Ids => ids,
            GraphInterface.Positions => positions,
            _ => lines,
        });
        results = session.Run(run, inputs, values, Outputs);
        if ((host.Fault ?? products?.TakeFault()) is { } fault) throw new InvalidOperationException("A kernel of the engine failed.", fault);
        return StepTensors.Logits(results[0]);
    }
}
