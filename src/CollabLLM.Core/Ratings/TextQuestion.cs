namespace CollabLLM.Core.Ratings;

/// <summary>A question answered in free text.</summary>
public sealed record TextQuestion(string Key, string Text, bool Required = false)
{
    public const string Strengths = "strengths";

    public const string Weaknesses = "weaknesses";
}
