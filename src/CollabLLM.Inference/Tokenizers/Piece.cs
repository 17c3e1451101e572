namespace CollabLLM.Inference.Tokenizers;

/// <summary>A part of the text on its way through the pre-tokenizers.</summary>
/// <param name="AtStart">Whether it begins where the whole text begins.</param>
internal readonly record struct Piece(string Text, bool AtStart);
