using CollabLLM.Inference.Models.Onnx;

namespace CollabLLM.TestKit.Onnx;

/// <summary>Attention as onnxruntime-genai's builder writes it: one GroupQueryAttention with rotary caches.</summary>
internal sealed class GroupedAttentionWriter(GraphWriter g, ModelSpec spec) : IAttentionWriter
{
    private const double Base = 10000;

    private (string Lengths, string Total, string Cosines, string Sines)? common;

    public string Write(string x, int layer)
    {
        var (lengths, total, cosines, sines) = common ??= Common();
        string Project(int heads) => g.Op("MatMul", [x, g.Weights(1 / Math.Sqrt(spec.Hidden), spec.Hidden, heads * spec.HeadSize)]);
        var output = $"gqa_{layer}";
        g.Graph.Nodes.Add(new(
            "GroupQueryAttention",
            [Project(spec.Heads), Project(spec.KvHeads), Project(spec.KvHeads), $"past_key_values.{layer}.key", $"past_key_values.{layer}.value", lengths, total, cosines, sines],
            [output, $"present.{layer}.key", $"present.{layer}.value"],
            [OnnxAttribute.Of("num_heads", spec.Heads), OnnxAttribute.Of("kv_num_heads", spec.KvHeads), OnnxAttribute.Of("do_rotary", 1L)],
            "com.microsoft"));
        return g.Op("MatMul", [output, g.Weights(1 / Math.Sqrt(spec.Hidden), spec.Heads * spec.HeadSize, spec.Hidden)]);
    }

    private (string, string, string, string) Common()
    {
        var sum = g.Op("ReduceSum", ["attention_mask", g.Longs(1)], OnnxAttribute.Of("keepdims", 0L));
        var lengths = g.Op("Cast", [g.Op("Sub", [sum, g.Longs(1)])], OnnxAttribute.Of("to", OnnxType.Int32));
        var total = g.Op("Cast", [g.Op("Gather", [g.Op("Shape", ["attention_mask"]), g.LongScalar(1)])], OnnxAttribute.Of("to", OnnxType.Int32));
        return (lengths, total, Cache(Math.Cos), Cache(Math.Sin));
    }

    private string Cache(Func<double, double> wave)
    {
        var half = spec.HeadSize / 2;
        var values = new float[spec.Context * half];
        for (var i = 0; i < values.Length; i++) values[i] = (float)wave(i / half * Math.Pow(Base, -2.0 * (i % half) / spec.HeadSize));
        return g.Floats(values, [spec.Context, half]);
    }
}
