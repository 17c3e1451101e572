using CollabLLM.Inference.Models.Onnx;

namespace CollabLLM.Inference.Models.Rewriting;

/// <summary>Recognises GroupQueryAttention, the one operation of graphs made by onnxruntime-genai's builder and of newer transformers.js exports.</summary>
internal static class FusedAttention
{
    public const string Operation = "GroupQueryAttention";

    public static AttentionMatch? Find(GraphIndex index, OnnxGraph graph, KvNames names, int headSize)
    {
        if (index.Producer(names.PresentKey) is not { Operation: Operation } node || node.Input(3) != names.PastKey) return null;
        if (Int(node, "smooth_softmax") != 0 || node.Input(10).Length + node.Input(11).Length > 0) return null;
        var scale = node.Attribute("scale")?.Float is { } given and not 0 ? given : 1 / Math.Sqrt(headSize);
        var (queries, keys, values) = node.Input(1).Length > 0 ? (node.Input(0), node.Input(1), node.Input(2)) : Split(graph, node, headSize);
        var rotates = Int(node, "do_rotary") != 0;
        var window = Int(node, "local_window_size") is var size and > 0 ? size : 0;
        return new(queries, keys, values, node.Outputs[0], scale, node.Attribute("softcap")?.Float ?? 0, TokenMajor: true)
        {
            Rotary = rotates ? (node.Input(7), node.Input(8), Int(node, "rotary_interleaved") != 0 ? 2 : 1) : ("", "", 0),
            Window = window,
        };
    }

    private static (string, string, string) Split(OnnxGraph graph, OnnxNode node, int headSize)
    {
        var kv = (long)Int(node, "kv_num_heads") * headSize;
        var sizes = $"{node.Outputs[0]}/paged_sizes";
        string[] parts = [$"{node.Outputs[0]}/paged_q", $"{node.Outputs[0]}/paged_k", $"{node.Outputs[0]}/paged_v"];
        graph.Constants[sizes] = OnnxTensor.Of(sizes, [(long)Int(node, "num_heads") * headSize, kv, kv], 3);
        graph.Nodes.Insert(graph.Nodes.IndexOf(node), new("Split", [node.Input(0), sizes], parts, [OnnxAttribute.Of("axis", 2)]));
        return (parts[0], parts[1], parts[2]);
    }

    private static int Int(OnnxNode node, string name) => (int)(node.Attribute(name)?.Int ?? 0);
}
