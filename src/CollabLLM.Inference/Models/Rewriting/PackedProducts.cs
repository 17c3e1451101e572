using CollabLLM.Inference.Engine.Products;
using CollabLLM.Inference.Models.Onnx;

namespace CollabLLM.Inference.Models.Rewriting;

/// <summary>Gives products with constant matrices of single precision to the engine's own operation. The weight leaves the graph: it is in memory once.</summary>
internal static class PackedProducts
{
    public static void Apply(OnnxModel model, string graphFile, ProductHost host)
    {
        var graph = model.Graph;
        var index = new GraphIndex(graph);
        var packed = new Dictionary<string, long>();
        for (var at = 0; at < graph.Nodes.Count; at++)
        {
            var node = graph.Nodes[at];
            if (node.Operation != "MatMul" || node.Domain.Length > 0 || Weight(graph, index, node.Input(1)) is not var (weight, isTransposed)) continue;
            if (!packed.TryGetValue(node.Input(1), out var handle))
            {
                var values = weight.Floats(Path.GetDirectoryName(graphFile)!);
                if (values.IsEmpty) continue;
                var (rows, columns) = isTransposed ? (weight.Dimensions[1], weight.Dimensions[0]) : (weight.Dimensions[0], weight.Dimensions[1]);
                packed[node.Input(1)] = handle = host.Add(PackedMatrix.Of(values, (int)rows, (int)columns, isTransposed));
            }

            graph.Nodes[at] = new(ProductOperation.Name, [node.Input(0)], node.Outputs, [OnnxAttribute.Of("matrix", handle)], ProductOperation.Domain, node.Name);
        }

        model.OperatorSets[ProductOperation.Domain] = 1;
    }

    /// <summary>A matrix of the graph, as it is or turned: a head that shares the embedding reads it turned.</summary>
    private static (OnnxTensor Weight, bool IsTransposed)? Weight(OnnxGraph graph, GraphIndex index, string value)
    {
        if (graph.Constants.GetValueOrDefault(value) is { Type: OnnxType.Float, Dimensions.Count: 2 } straight) return (straight, false);
        return index.Producer(value) is { Operation: "Transpose" } turn && graph.Constants.GetValueOrDefault(turn.Input(0)) is { Type: OnnxType.Float, Dimensions.Count: 2 } turned
            ? (turned, true)
            : null;
    }
}
