namespace CollabLLM.Data.Sessions;

/// <summary>A rating as it comes from a page; <paramref name="Value"/> null: prefers not to say.</summary>
public sealed record RatingInput(string Question, int? Value, string? Comment);
