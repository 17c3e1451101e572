namespace CollabLLM.Inference.Models;

/// <summary>What was understood of a model folder.</summary>
/// <param name="Hash">SHA-256 over the names and contents of its files, 64 hexadecimal digits.</param>
/// <param name="Vocabulary">Width of the logits.</param>
/// <param name="KvType">Element type of the keys and values in the graph: fp32, fp16 or bf16.</param>
public sealed record ModelDescription(
    string Folder, string GraphFile, string Hash, string Family, int Layers, int Heads, int KvHeads, int HeadSize, int ContextLength, int Vocabulary,
    string KvType, bool HasPositions, IReadOnlyList<int> EndTokens);
