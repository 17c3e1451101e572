namespace CollabLLM.Inference.Models.Onnx;

/// <summary>The element types of the ONNX format that the engine meets.</summary>
internal static class OnnxType
{
    public const int Float = 1;
    public const int Int32 = 6;
    public const int Int64 = 7;
    public const int Float16 = 10;
    public const int Double = 11;
    public const int BFloat16 = 16;

    public static string NameOf(int type) => type switch
    {
        Float => "fp32",
        Int32 => "int32",
        Int64 => "int64",
        Float16 => "fp16",
        Double => "fp64",
        BFloat16 => "bf16",
        _ => $"type {type}",
    };
}
