namespace CollabLLM.Data.Sessions;

/// <summary>A rating given; <paramref name="Value"/> null: preferred not to say.</summary>
public sealed record RatingView(string Question, int? Turn, int? Value, string? Comment);
