namespace CollabLLM.Data.Sessions;

/// <summary>A free-text answer given.</summary>
public sealed record AnswerView(string Question, string Text);
