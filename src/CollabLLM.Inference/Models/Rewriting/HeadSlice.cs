using CollabLLM.Inference.Models.Onnx;

namespace CollabLLM.Inference.Models.Rewriting;

/// <summary>Lets the head see only the positions whose logits are wanted: without it a prompt costs tokens x vocabulary numbers that nobody reads.</summary>
internal static class HeadSlice
{
    private static readonly HashSet<string> AfterHead = ["Cast", "Identity", "Mul", "Div", "Tanh", "Add"];

    private static readonly HashSet<string> Heads = ["MatMul", "MatMulNBits", "MatMulInteger", "DynamicQuantizeMatMul", "FusedMatMul"];

    private static readonly HashSet<string> BeforeHead = ["DynamicQuantizeLinear", "Cast"];

    /// <summary>Returns null, or why the head was not found.</summary>
    public static string? Apply(OnnxGraph graph, string logits, string rows)
    {
        var index = new GraphIndex(graph);
        var head = index.Producer(logits);
        while (head is not null && AfterHead.Contains(head.Operation)) head = head.Inputs.Select(index.Producer).FirstOrDefault(p => p is not null && p.Operation != "Constant");
        if (head is null || !Heads.Contains(head.Operation)) return "the head before the logits has a form that is not known";

        var hidden = head.Input(0);
        // A quantised head reads numbers that are made per step from the hidden state; the cut belongs before that.
        while (index.Producer(hidden) is { } before && BeforeHead.Contains(before.Operation)) hidden = before.Input(0);
        var sliced = $"{hidden}/wanted";
        var readers = Upstream(index, head, hidden);
        graph.Nodes.Insert(graph.Nodes.IndexOf(readers[0]), new("Gather", [hidden, rows], [sliced], [OnnxAttribute.Of("axis", 1)]));
        foreach (var reader in readers)
        {
            for (var i = 0; i < reader.Inputs.Count; i++) if (reader.Inputs[i] == hidden) reader.Inputs[i] = sliced;
        }

        graph.Inputs.Add(new(rows, OnnxType.Int64, ["rows"]));
        return null;
    }

    private static List<OnnxNode> Upstream(GraphIndex index, OnnxNode head, string hidden)
    {
        if (head.Inputs.Contains(hidden)) return [head];
        return [.. head.Inputs.Select(index.Producer).OfType<OnnxNode>().Where(p => BeforeHead.Contains(p.Operation)).SelectMany(p => Upstream(index, p, hidden)).Distinct()];
    }
}
