using CollabLLM.Inference.Models.Onnx;

namespace CollabLLM.Inference.Models;

/// <summary>Names of one layer's keys and values, going in and coming out.</summary>
internal sealed record KvNames(string PastKey, string PastValue, string PresentKey, string PresentValue)
{
    public static KvNames Of(int layer, Dictionary<(int, bool), OnnxValue> past, Dictionary<(int, bool), string> present, string file)
    {
        string Past(bool value) => past.TryGetValue((layer, value), out var input)
            ? input.Name
            : throw new ModelFolderException(file, $"the graph has no {(value ? "values" : "keys")} for layer {layer}.");
        string Present(bool value) => present.TryGetValue((layer, value), out var output)
            ? output
            : throw new ModelFolderException(file, $"the graph does not give back the {(value ? "values" : "keys")} of layer {layer}.");
        return new(Past(false), Past(true), Present(false), Present(true));
    }
}
