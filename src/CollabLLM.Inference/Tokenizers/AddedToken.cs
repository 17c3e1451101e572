namespace CollabLLM.Inference.Tokenizers;

/// <summary>A token that is looked for in the text before everything else.</summary>
internal sealed record AddedToken(int Id, string Content, bool IsSpecial, bool IsNormalized, bool SingleWord, bool StripsLeft, bool StripsRight);
