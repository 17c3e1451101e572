using CollabLLM.Inference.Models.Onnx;

namespace CollabLLM.TestKit.Onnx;

/// <summary>The transformer between embedding and head, written out as the exporters write it.</summary>
internal sealed class BlockWriter(GraphWriter g, ModelSpec spec)
{
    private const double Spread = 0.6;

    public string Body()
    {
        var x = g.Op("Gather", [g.Weights(1, spec.Vocabulary, spec.Hidden), "input_ids"]);
        if (spec.Style == ModelStyle.Gpt2) x = g.Op("Add", [x, g.Op("Gather", [g.Weights(0.3, spec.Context, spec.Hidden), "position_ids"])]);
        IAttentionWriter attention = spec.Style == ModelStyle.Genai ? new GroupedAttentionWriter(g, spec) : new PlainAttentionWriter(g, spec);
        for (var layer = 0; layer < spec.Layers; layer++)
        {
            x = g.Op("Add", [x, attention.Write(Normalised(x), layer)]);
            x = g.Op("Add", [x, Inner(Normalised(x))]);
        }

        return Normalised(x);
    }

    private string Normalised(string x) => spec.Style == ModelStyle.Gpt2
        ? g.Op("LayerNormalization", [x, g.Ones(spec.Hidden), g.Weights(0.1, spec.Hidden)], OnnxAttribute.Of("axis", -1), OnnxAttribute.Of("epsilon", 1e-5f))
        : g.Norm(x, spec.Hidden);

    private string Inner(string x)
    {
        var up = g.Op("MatMul", [x, g.Weights(Spread / Math.Sqrt(spec.Hidden), spec.Hidden, spec.Inner)]);
        if (spec.Style == ModelStyle.Gpt2)
        {
            up = g.Op("Tanh", [up]);
        }
        else
        {
            var gate = g.Op("MatMul", [x, g.Weights(Spread / Math.Sqrt(spec.Hidden), spec.Hidden, spec.Inner)]);
            up = g.Op("Mul", [g.Op("Mul", [gate, g.Op("Sigmoid", [gate])]), up]);
        }

        return g.Op("MatMul", [up, g.Weights(Spread / Math.Sqrt(spec.Inner), spec.Inner, spec.Hidden)]);
    }
}
