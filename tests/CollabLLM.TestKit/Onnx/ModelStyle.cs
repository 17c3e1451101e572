namespace CollabLLM.TestKit.Onnx;

/// <summary>How a graph is written: as Optimum exports Llama and GPT-2, or as onnxruntime-genai's builder does.</summary>
public enum ModelStyle
{
    Llama,
    Gpt2,
    Genai,
}
