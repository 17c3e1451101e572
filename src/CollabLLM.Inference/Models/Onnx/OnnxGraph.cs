namespace CollabLLM.Inference.Models.Onnx;

/// <summary>A graph that can be read, searched, changed and written. Inner shape hints are dropped on writing: a rewriting makes them untrue.</summary>
internal sealed class OnnxGraph
{
    public List<OnnxNode> Nodes { get; } = [];

    public Dictionary<string, OnnxTensor> Constants { get; } = [];

    public List<OnnxValue> Inputs { get; } = [];

    public List<OnnxValue> Outputs { get; } = [];

    public static OnnxGraph Read(ReadOnlyMemory<byte> bytes)
    {
        var graph = new OnnxGraph();
        foreach (var field in ProtoReader.Read(bytes))
        {
            if (field.Number == 1) graph.Nodes.Add(OnnxNode.Read(field.Bytes));
            if (field.Number == 5 && OnnxTensor.Read(field.Bytes) is var tensor) graph.Constants[tensor.Name] = tensor;
            if (field.Number == 11) graph.Inputs.Add(OnnxValue.Read(field.Bytes));
            if (field.Number == 12) graph.Outputs.Add(OnnxValue.Read(field.Bytes));
        }

        graph.Inputs.RemoveAll(input => graph.Constants.ContainsKey(input.Name));
        return graph;
    }

    public byte[] Write() => ProtoWriter.Write(
    [
        .. Nodes.Select(n => ProtoField.Of(1, n.Write())),
        ProtoField.Of(2, "graph"),
        .. Constants.Values.Select(c => ProtoField.Of(5, c.Write())),
        .. Inputs.Select(i => ProtoField.Of(11, i.Write())),
        .. Outputs.Select(o => ProtoField.Of(12, o.Write())),
    ]);

    /// <summary>Drops every node, constant and input that no output needs.</summary>
    public void RemoveUnused()
    {
        var producers = Nodes.SelectMany(n => n.Outputs.Select(o => (o, n))).Where(p => p.o.Length > 0).ToDictionary(p => p.o, p => p.n);
        var used = new HashSet<string>();
        var kept = new HashSet<OnnxNode>();
        var open = new Stack<string>(Outputs.Select(o => o.Name));
        while (open.TryPop(out var name))
        {
            if (!used.Add(name) || !producers.TryGetValue(name, out var node) || !kept.Add(node)) continue;
            foreach (var input in node.Inputs) open.Push(input);
        }

        Nodes.RemoveAll(n => !kept.Contains(n));
        Inputs.RemoveAll(i => !used.Contains(i.Name));
        foreach (var name in Constants.Keys.Where(name => !used.Contains(name)).ToArray()) Constants.Remove(name);
    }
}
