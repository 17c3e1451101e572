using CollabLLM.Inference.Models.Onnx;

namespace CollabLLM.Inference.Models.Rewriting;

/// <summary>Who makes and who reads each value of a graph.</summary>
internal sealed class GraphIndex
{
    private readonly Dictionary<string, OnnxNode> producers = [];
    private readonly ILookup<string, OnnxNode> consumers;
    private readonly OnnxGraph graph;

    public GraphIndex(OnnxGraph graph)
    {
        this.graph = graph;
        foreach (var node in graph.Nodes)
        {
            foreach (var output in node.Outputs.Where(o => o.Length > 0)) producers[output] = node;
        }

        consumers = graph.Nodes.SelectMany(n => n.Inputs.Distinct().Select(i => (i, n))).ToLookup(p => p.i, p => p.n);
    }

    public OnnxNode? Producer(string value) => producers.GetValueOrDefault(value);

    public IEnumerable<OnnxNode> Consumers(string value) => consumers[value];

    /// <summary>The one number that a value stands for, or null. Scales are often computed from the size of a head, the last dimension of what a Shape looks at.</summary>
    public double? Scalar(string value, int headSize) => Numbers(value, headSize) is [var only] ? only : null;

    /// <summary>Whether a value is made with one of these numbers, however far back.</summary>
    public bool IsMadeWith(string value, IReadOnlyCollection<double> numbers)
    {
        var seen = new HashSet<string>();
        var open = new Stack<string>([value]);
        while (open.TryPop(out var name))
        {
            if (name.Length == 0 || !seen.Add(name)) continue;
            var producer = Producer(name);
            if ((producer is null or { Operation: "Constant" }) && Numbers(name, 0) is [var only] && numbers.Contains(Math.Abs(only))) return true;
            foreach (var input in producer?.Inputs ?? []) open.Push(input);
        }

        return false;
    }

    private double[]? Numbers(string value, int headSize)
    {
        if (graph.Constants.TryGetValue(value, out var constant)) return constant.Numbers();
        if (Producer(value) is not { } node) return null;
        double[]? Of(int input) => Numbers(node.Input(input), headSize);
        return node.Operation switch
        {
            "Constant" => node.Attribute("value")?.Tensor?.Numbers() ?? (node.Attribute("value_float") is { } f ? [f.Float] : null),
            "Cast" or "Identity" or "Squeeze" or "Unsqueeze" or "Reshape" => Of(0),
            // Only the last dimension is known: a slice or pick of a shape is taken for it when it asks for the end.
            "Slice" when Producer(node.Input(0))?.Operation == "Shape" && Of(1) is [-1 or 3] => [headSize],
            "Gather" when Producer(node.Input(0))?.Operation == "Shape" && Of(1) is [-1 or 3] => [headSize],
            "Sqrt" when Of(0) is [var x] => [Math.Sqrt(x)],
            "Reciprocal" when Of(0) is [var x] => [1 / x],
            "Div" when (Of(0), Of(1)) is ([var x], [var y]) => [x / y],
            "Mul" when (Of(0), Of(1)) is ([var x], [var y]) => [x * y],
            "Pow" when (Of(0), Of(1)) is ([var x], [var y]) => [Math.Pow(x, y)],
            _ => null,
        };
    }
}
