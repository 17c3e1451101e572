using System.Runtime.InteropServices;
using CollabLLM.Inference.Models.Onnx;

namespace CollabLLM.TestKit.Onnx;

/// <summary>Builds a graph operation by operation; each method returns the name of its result.</summary>
internal sealed class GraphWriter(ModelSpec spec)
{
    private readonly Random random = new(spec.Seed);
    private int next;

    public OnnxGraph Graph { get; } = new();

    public int FloatType => spec.Half ? OnnxType.Float16 : OnnxType.Float;

    public string Op(string operation, string[] inputs, params OnnxAttribute[] attributes) => Op(operation, "", inputs, attributes);

    public string Op(string operation, string domain, string[] inputs, params OnnxAttribute[] attributes)
    {
        var output = $"{operation}_{next++}";
        Graph.Nodes.Add(new(operation, inputs, [output], attributes, domain, output));
        return output;
    }

    public string Longs(params long[] values) => Constant(OnnxTensor.Of($"const_{next++}", values, values.Length));

    public string LongScalar(long value) => Constant(OnnxTensor.Of($"const_{next++}", [value]));

    public string Scalar(double value) => Floats([(float)value], []);

    public string Weights(double deviation, params long[] dimensions)
    {
        var values = new float[dimensions.Aggregate(1L, (a, b) => a * b)];
        // Uniform of the wanted standard deviation: as good as normal here, and fast for half a billion numbers.
        var width = (float)(deviation * Math.Sqrt(12));
        for (var i = 0; i < values.Length; i++) values[i] = (random.NextSingle() - 0.5f) * width;
        return Floats(values, dimensions);
    }

    public string Ones(long count) => Floats([.. Enumerable.Repeat(1f, (int)count)], [count]);

    public string Floats(float[] values, long[] dimensions)
    {
        var name = $"const_{next++}";
        return Constant(spec.Half
            ? OnnxTensor.Of(name, OnnxType.Float16, MemoryMarshal.AsBytes(Array.ConvertAll(values, v => (Half)v).AsSpan()).ToArray(), dimensions)
            : OnnxTensor.Of(name, values, dimensions));
    }

    public string Norm(string x, int size)
    {
        var square = Op("Pow", [x, Scalar(2)]);
        var mean = Op("ReduceMean", [square], OnnxAttribute.Of("axes", [-1]), OnnxAttribute.Of("keepdims", 1));
        var root = Op("Sqrt", [Op("Add", [mean, Scalar(1e-5)])]);
        return Op("Mul", [Op("Div", [x, root]), Ones(size)]);
    }

    public string HeadsFirst(string x, int heads) =>
        Op("Transpose", [Op("Reshape", [x, Longs(0, 0, heads, spec.HeadSize)])], OnnxAttribute.Of("perm", 0, 2, 1, 3));

    public string Rename(string value, string name)
    {
        Graph.Nodes.Add(new("Identity", [value], [name]));
        return name;
    }

    private string Constant(OnnxTensor tensor)
    {
        Graph.Constants[tensor.Name] = tensor;
        return tensor.Name;
    }
}
