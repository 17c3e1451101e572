namespace CollabLLM.Core.Preferences;

/// <summary>A stretch of text of one of two replies, or of both.</summary>
public sealed record DiffPart(DiffKind Kind, string Text);
