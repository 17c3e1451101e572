using CollabLLM.Inference.Models.Onnx;

namespace CollabLLM.Inference.Models;

/// <summary>A model folder that was read and understood: its description, its graph, its defaults.</summary>
internal sealed record ModelFolder(ModelDescription Description, OnnxModel Graph, GraphInterface Interface, ModelConfig Config, GenerationDefaults Defaults)
{
    /// <summary>The graph finds one scale for all tokens of a run: a row's result would depend on what else is in the step, so such rows run one by one.</summary>
    public bool QuantisesActivations => Graph.Graph.Nodes.Exists(n => n.Operation is "DynamicQuantizeLinear" or "DynamicQuantizeMatMul");

    /// <summary>An inner graph is chosen for a whole run, by its longest row: Phi-3's rotary cache, for one. Such rows run one by one, too.</summary>
    public bool HoldsInnerGraphs => Graph.Graph.Nodes.Exists(n => n.Operation is "If" or "Loop" or "Scan");

    /// <exception cref="ModelFolderException">The folder cannot be served; the message names the file and the fault.</exception>
    public static ModelFolder Read(string folder, string? graphFile = null)
    {
        if (!Directory.Exists(folder)) throw new ModelFolderException(folder, "there is no such folder.");
        var config = ModelConfig.Read(folder);
        var defaults = GenerationDefaults.Read(folder);
        var file = GraphFile.Choose(folder, graphFile ?? config.GraphFile);
        var graph = GraphFile.Read(file);
        var inputs = GraphInterface.Read(graph.Graph, file);
        var heads = config.Heads ?? throw new ModelFolderException(folder, "config.json names no number of attention heads.");
        var vocabulary = inputs.Logits.Fixed(2) ?? config.Vocabulary
            ?? throw new ModelFolderException(file, "neither the graph nor config.json says how large the vocabulary is.");
        var ends = defaults.EndTokens.Count > 0 ? defaults.EndTokens : config.EndTokens;
        return new(
            new(folder, file, ModelIdentity.Of(folder), config.Family, inputs.Layers, heads,
                inputs.KvHeads ?? config.KvHeads ?? heads,
                inputs.HeadSize ?? config.HeadSize ?? throw new ModelFolderException(file, "neither the graph nor config.json says how large a head is."),
                config.ContextLength ?? throw new ModelFolderException(folder, "config.json names no context length."),
                vocabulary, OnnxType.NameOf(inputs.KvType), inputs.HasPositions, ends),
            graph, inputs, config, defaults);
    }
}
