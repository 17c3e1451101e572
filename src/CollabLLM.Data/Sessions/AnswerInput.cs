namespace CollabLLM.Data.Sessions;

/// <summary>A free-text answer as it comes from a page.</summary>
public sealed record AnswerInput(string Question, string Text);
