namespace CollabLLM.TestKit.Onnx;

/// <summary>Writes one layer's attention; returns what is added to the residual.</summary>
internal interface IAttentionWriter
{
    string Write(string x, int layer);
}
