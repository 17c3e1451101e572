namespace CollabLLM.TestKit.Onnx;

/// <summary>The shape of a model with random weights.</summary>
/// <param name="Half">Weights, keys and values in fp16.</param>
public sealed record ModelSpec(
    ModelStyle Style, int Layers = 2, int Hidden = 32, int Heads = 4, int KvHeads = 2, int HeadSize = 8, int Inner = 48, int Vocabulary = 97,
    int Context = 512, int Seed = 1, bool Half = false)
{
    /// <summary>The shape of SmolLM2-135M.</summary>
    public static ModelSpec Of135M { get; } = new(ModelStyle.Llama, 30, 576, 9, 3, 64, 1536, 49152, 8192);

    /// <summary>The blocks of Qwen2.5-0.5B with a smaller vocabulary: in fp32 the whole would exceed the 2 GB that one file of weights and graph may have.</summary>
    public static ModelSpec Of500M { get; } = new(ModelStyle.Llama, 24, 896, 14, 2, 64, 4864, 49152, 32768);
}
