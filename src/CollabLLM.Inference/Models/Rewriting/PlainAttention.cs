using CollabLLM.Inference.Models.Onnx;

namespace CollabLLM.Inference.Models.Rewriting;

/// <summary>
/// Recognises attention written out in single operations, as PyTorch exports do:
/// Concat(past, new) of keys and values, MatMul(q, keys), scale, soft cap, mask, Softmax, MatMul(weights, values).
/// </summary>
internal static class PlainAttention
{
    private static readonly HashSet<string> Reshaping = ["Transpose", "Unsqueeze", "Expand", "Reshape", "Cast", "Identity"];

    public static AttentionMatch? Find(GraphIndex index, KvNames names, int headSize)
    {
        if (NewPart(index, names.PastKey, names.PresentKey) is not { } keys || NewPart(index, names.PastValue, names.PresentValue) is not { } values) return null;
        var scale = 1.0;
        if (Product(index, names.PresentKey, headSize, ref scale) is not { } scores || Path(index, scores.Outputs[0], headSize) is not { } path) return null;
        var unit = 1.0;
        if (Product(index, names.PresentValue, headSize, ref unit) is not { } result || unit != 1 || !Reads(index, result.Input(0), path.Weights)) return null;
        return new(scores.Input(0), keys, values, result.Outputs[0], path.Scale * scale, path.Softcap, TokenMajor: false) { Masks = path.Masks };
    }

    /// <summary>What Concat appends to the past.</summary>
    private static string? NewPart(GraphIndex index, string past, string present) =>
        index.Producer(present) is { Operation: "Concat", Inputs: [var first, var second] } concat && first == past && concat.Attribute("axis")?.Int is -2 or 2
            && index.Producer(present)!.Inputs[0] == past ? second : null;

    /// <summary>The matrix product that reads a cache as its second factor, behind changes of shape and constant factors.</summary>
    private static OnnxNode? Product(GraphIndex index, string value, int headSize, ref double scale)
    {
        foreach (var node in index.Consumers(value))
        {
            if (node.Operation == "MatMul" && node.Input(1) == value) return node;
            var factor = 1.0;
            if (!(Reshaping.Contains(node.Operation) && node.Input(0) == value) && !Scales(index, node, value, headSize, ref factor)) continue;
            if (Product(index, node.Outputs[0], headSize, ref factor) is not { } found) continue;
            scale *= factor;
            return found;
        }

        return null;
    }

    /// <summary>Follows scores through scale, soft cap and mask to the softmax.</summary>
    private static ScorePath? Path(GraphIndex index, string value, int headSize)
    {
        foreach (var node in index.Consumers(value))
        {
            if (node.Operation == "Softmax") return new(node.Outputs[0], 1, 0, []);
            var factor = 1.0;
            var known = node.Operation is "Add" or "Where" or "Cast" or "Identity" or "Tanh" || Scales(index, node, value, headSize, ref factor);
            if (!known || Path(index, node.Outputs[0], headSize) is not { } rest) continue;
            return node.Operation switch
            {
                "Tanh" => rest.Capped(),
                "Add" or "Where" => rest.Softcap == 0 ? rest.Masked(node.Inputs.Where(i => i != value)) : null,
                _ => rest.Scaled(factor),
            };
        }

        return null;
    }

    private static bool Scales(GraphIndex index, OnnxNode node, string value, int headSize, ref double factor)
    {
        if (node.Operation is not ("Mul" or "Div")) return false;
        var other = node.Input(0) == value ? 1 : 0;
        if (index.Scalar(node.Input(other), headSize) is not { } number || (node.Operation == "Div" && other == 0)) return false;
        factor = node.Operation == "Mul" ? factor * number : factor / number;
        return true;
    }

    /// <summary>Whether a value is the weights, behind casts and the guard that replaces NaN of empty rows.</summary>
    private static bool Reads(GraphIndex index, string value, string weights) =>
        value == weights || (index.Producer(value) is { Operation: "Cast" or "Identity" or "Where" or "Dropout" } node && node.Inputs.Exists(i => Reads(index, i, weights)));
}
