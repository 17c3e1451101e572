namespace CollabLLM.Core.Sessions;

/// <summary>The answer to one <see cref="Studies.IntakeQuestion"/>.</summary>
public sealed record IntakeAnswer(string Question, string Text);
