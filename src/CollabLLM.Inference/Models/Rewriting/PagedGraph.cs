using CollabLLM.Inference.Engine.Attention;
using CollabLLM.Inference.Engine.Products;
using CollabLLM.Inference.Models.Onnx;

namespace CollabLLM.Inference.Models.Rewriting;

/// <summary>
/// Turns a graph into one whose attention reads pages of the engine and whose head sees only the positions that need logits.
/// All rows of a step then go through it as one sequence of batch 1: everything but attention works token by token.
/// </summary>
internal static class PagedGraph
{
    public const string LogitRows = "collab_logit_rows";

    private const int CastLikeSince = 15;

    /// <summary>Rewrites in place. Returns null, or why this graph has to run as it is; then it is no longer to be used.</summary>
    public static string? Rewrite(ModelFolder folder, long host, ProductHost? products)
    {
        var graph = folder.Graph.Graph;
        var model = folder.Description;
        if (!model.HasPositions && !graph.Nodes.Exists(n => n.Operation == FusedAttention.Operation)) return "the graph counts positions itself";
        if (folder.HoldsInnerGraphs) return "the graph holds inner graphs";

        KeepAllPositions(graph);
        for (var layer = 0; layer < model.Layers; layer++)
        {
            var index = new GraphIndex(graph);
            var names = folder.Interface.Kv[layer];
            var match = FusedAttention.Find(index, graph, names, model.HeadSize) ?? PlainAttention.Find(index, names, model.HeadSize);
            if (match is null) return $"the attention of layer {layer} has a form that is not known";
            Replace(graph, match with { Window = WindowOf(index, match, folder.Config.Windows.ElementAtOrDefault(layer)) }, layer, folder, host);
        }

        if (HeadSlice.Apply(graph, folder.Interface.Logits.Name, LogitRows) is { } fault) return fault;
        if (products is not null) PackedProducts.Apply(folder.Graph, model.GraphFile, products);
        graph.Outputs.RemoveAll(o => o.Name != folder.Interface.Logits.Name);
        graph.RemoveUnused();
        folder.Graph.OperatorSets[PagedAttentionOperation.Domain] = 1;
        return graph.Inputs.Find(i => i.Name is not (GraphInterface.Ids or GraphInterface.Positions or LogitRows)) is { } left
            ? $"the rewritten graph still needs '{left.Name}'"
            : null;
    }

    /// <summary>Some exports ask how many logits they shall keep; 0 is all, and which are wanted is decided by <see cref="HeadSlice"/>.</summary>
    private static void KeepAllPositions(OnnxGraph graph)
    {
        foreach (var input in graph.Inputs.Where(i => GraphInterface.KeepNames.Contains(i.Name)).ToArray())
        {
            graph.Inputs.Remove(input);
            graph.Constants[input.Name] = OnnxTensor.Of(input.Name, [0L], input.Dimensions.Count == 0 ? [] : [1]);
        }
    }

    private static void Replace(OnnxGraph graph, AttentionMatch match, int layer, ModelFolder folder, long host)
    {
        var model = folder.Description;
        var half = folder.Interface.KvType != OnnxType.Float;
        var result = half ? $"{match.Result}/paged" : match.Result;
        var at = graph.Nodes.FindIndex(n => n.Outputs.Contains(match.Result));
        var old = graph.Nodes[at];
        old.Outputs[old.Outputs.IndexOf(match.Result)] = $"{match.Result}/unused";

        string Cast(string value)
        {
            if (!half || value.Length == 0) return value;
            graph.Nodes.Insert(at++, new("Cast", [value], [$"{match.Result}/{value}/fp32"], [OnnxAttribute.Of("to", OnnxType.Float)]));
            return $"{match.Result}/{value}/fp32";
        }

        string[] inputs = [Cast(match.Queries), Cast(match.Keys), Cast(match.Values), Cast(match.Rotary.Cosines), Cast(match.Rotary.Sines)];
        var rotarySize = match.Rotary.Kind == 0 ? 0 : 2 * (graph.Constants.GetValueOrDefault(match.Rotary.Cosines)?.Dimensions[1] ?? model.HeadSize / 2);
        graph.Nodes.Insert(at++, new(
            PagedAttentionOperation.Name, match.Rotary.Kind == 0 ? inputs[..3] : inputs, [result],
            [
                OnnxAttribute.Of("host", host), OnnxAttribute.Of("layer", layer), OnnxAttribute.Of("heads", model.Heads),
                OnnxAttribute.Of("scale", (float)match.Scale), OnnxAttribute.Of("softcap", (float)match.Softcap), OnnxAttribute.Of("window", match.Window),
                OnnxAttribute.Of("token_major", match.TokenMajor ? 1L : 0L), OnnxAttribute.Of("rotary", match.Rotary.Kind), OnnxAttribute.Of("rotary_size", rotarySize),
            ],
            PagedAttentionOperation.Domain, $"paged_attention_{layer}"));
        // The graph goes on in the type of the queries, which need not be that of the cache.
        if (half) graph.Nodes.Insert(at, folder.Graph.OperatorSets.GetValueOrDefault("") >= CastLikeSince
            ? new("CastLike", [result, match.Queries], [match.Result])
            : new("Cast", [result], [match.Result], [OnnxAttribute.Of("to", folder.Interface.KvType)]));
    }

    /// <summary>The graph decides: a window that config.json names counts only where the mask is made with it, for some exporters leave it out.</summary>
    private static int WindowOf(GraphIndex index, AttentionMatch match, int configured) =>
        match.Masks.Count == 0 ? match.Window
        : configured > 0 && match.Masks.Any(mask => index.IsMadeWith(mask, [configured - 1, configured, configured + 1])) ? configured : 0;
}
