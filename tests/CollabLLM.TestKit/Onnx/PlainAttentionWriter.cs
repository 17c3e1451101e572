using CollabLLM.Inference.Models.Onnx;

namespace CollabLLM.TestKit.Onnx;

/// <summary>Attention in single operations. Llama: rotary positions, repeated heads, the scale's root on both factors. GPT-2: one projection, a divided score.</summary>
internal sealed class PlainAttentionWriter(GraphWriter g, ModelSpec spec) : IAttentionWriter
{
    private const double Spread = 1.0;
    private const double Base = 10000;

    private (string Cosines, string Sines)? rotary;
    private string? mask;

    public string Write(string x, int layer)
    {
        var (q, k, v) = spec.Style == ModelStyle.Gpt2 ? Joint(x) : (Rotate(Project(x, spec.Heads)), Rotate(Project(x, spec.KvHeads)), Project(x, spec.KvHeads));
        var keys = Extend(k, layer, "key");
        var values = Extend(v, layer, "value");
        var transposed = g.Op("Transpose", [Repeat(keys)], OnnxAttribute.Of("perm", 0, 1, 3, 2));
        var scores = spec.Style == ModelStyle.Gpt2
            ? g.Op("Div", [g.Op("MatMul", [q, transposed]), g.Scalar(Math.Sqrt(spec.HeadSize))])
            : Scaled(q, transposed);
        var weights = g.Op("Softmax", [g.Op("Add", [scores, mask ??= Mask()])], OnnxAttribute.Of("axis", -1));
        var mixed = g.Op("Transpose", [g.Op("MatMul", [weights, Repeat(values)])], OnnxAttribute.Of("perm", 0, 2, 1, 3));
        var joined = g.Op("Reshape", [mixed, g.Longs(0, 0, spec.Heads * spec.HeadSize)]);
        return g.Op("MatMul", [joined, g.Weights(Spread / Math.Sqrt(spec.Hidden), spec.Heads * spec.HeadSize, spec.Hidden)]);
    }

    private string Project(string x, int heads) =>
        g.HeadsFirst(g.Op("MatMul", [x, g.Weights(Spread / Math.Sqrt(spec.Hidden), spec.Hidden, heads * spec.HeadSize)]), heads);

    private (string Q, string K, string V) Joint(string x)
    {
        var width = spec.Heads * spec.HeadSize;
        var all = g.Op("Add", [g.Op("MatMul", [x, g.Weights(Spread / Math.Sqrt(spec.Hidden), spec.Hidden, 3 * width)]), g.Weights(0.1, 3 * width)]);
        string[] parts = [$"{all}_q", $"{all}_k", $"{all}_v"];
        g.Graph.Nodes.Add(new("Split", [all, g.Longs(width, width, width)], parts, [OnnxAttribute.Of("axis", 2)]));
        return (g.HeadsFirst(parts[0], spec.Heads), g.HeadsFirst(parts[1], spec.Heads), g.HeadsFirst(parts[2], spec.Heads));
    }

    /// <summary>As PyTorch writes scaled dot product attention: the root of the scale, computed from the size of a head, on each factor.</summary>
    private string Scaled(string q, string transposed)
    {
        var size = g.Op("Slice", [g.Op("Shape", [q]), g.Longs(-1), g.Longs(long.MaxValue)]);
        var root = g.Op("Sqrt", [g.Op("Div", [g.Scalar(1), g.Op("Sqrt", [g.Op("Cast", [size], OnnxAttribute.Of("to", g.FloatType))])])]);
        return g.Op("MatMul", [g.Op("Mul", [q, root]), g.Op("Mul", [transposed, root])]);
    }

    private string Rotate(string x)
    {
        var (cosines, sines) = rotary ??= Angles();
        var half = spec.HeadSize / 2;
        var first = g.Op("Slice", [x, g.Longs(0), g.Longs(half), g.Longs(3)]);
        var second = g.Op("Slice", [x, g.Longs(half), g.Longs(long.MaxValue), g.Longs(3)]);
        var turned = g.Op("Concat", [g.Op("Neg", [second]), first], OnnxAttribute.Of("axis", -1));
        return g.Op("Add", [g.Op("Mul", [x, cosines]), g.Op("Mul", [turned, sines])]);
    }

    private (string, string) Angles()
    {
        var half = spec.HeadSize / 2;
        var frequencies = Enumerable.Range(0, half).Select(i => (float)Math.Pow(Base, -2.0 * i / spec.HeadSize)).ToArray();
        var positions = g.Op("Unsqueeze", [g.Op("Cast", ["position_ids"], OnnxAttribute.Of("to", OnnxType.Float)), g.Longs(1, 3)]);
        var constant = OnnxTensor.Of("frequencies", frequencies, half);
        g.Graph.Constants[constant.Name] = constant;
        var angles = g.Op("Mul", [positions, constant.Name]);
        var both = g.Op("Concat", [angles, angles], OnnxAttribute.Of("axis", -1));
        return (Typed(g.Op("Cos", [both])), Typed(g.Op("Sin", [both])));
    }

    private string Typed(string x) => spec.Half ? g.Op("Cast", [x], OnnxAttribute.Of("to", g.FloatType)) : x;

    private string Extend(string x, int layer, string part)
    {
        var present = $"present.{layer}.{part}";
        g.Graph.Nodes.Add(new("Concat", [$"past_key_values.{layer}.{part}", x], [present], [OnnxAttribute.Of("axis", -2)]));
        return present;
    }

    private string Repeat(string x)
    {
        var times = spec.Heads / spec.KvHeads;
        if (times == 1) return x;
        var wide = g.Op("Expand", [g.Op("Unsqueeze", [x, g.Longs(2)]), g.Longs(1, 1, times, 1, 1)]);
        return g.Op("Reshape", [wide, g.Longs(0, spec.Heads, -1, spec.HeadSize)]);
    }

    /// <summary>0 where a token may look, a large negative number where it is later or padding.</summary>
    private string Mask()
    {
        var total = g.Op("Gather", [g.Op("Shape", ["attention_mask"]), g.LongScalar(1)]);
        var fresh = g.Op("Gather", [g.Op("Shape", ["input_ids"]), g.LongScalar(1)]);
        var columns = g.Op("Range", [g.LongScalar(0), total, g.LongScalar(1)]);
        var lines = g.Op("Unsqueeze", [g.Op("Range", [g.Op("Sub", [total, fresh]), total, g.LongScalar(1)]), g.Longs(1)]);
        var causal = g.Op("LessOrEqual", [columns, lines]);
        var present = g.Op("Cast", [g.Op("Unsqueeze", ["attention_mask", g.Longs(1, 2)])], OnnxAttribute.Of("to", 9));
        return g.Op("Where", [g.Op("And", [causal, present]), g.Scalar(0), g.Scalar(-60000)]);
    }
}
