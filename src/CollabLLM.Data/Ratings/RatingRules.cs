using CollabLLM.Core.Ratings;
using CollabLLM.Core.Studies;

namespace CollabLLM.Data.Ratings;

/// <summary>What a rating must be to be stored.</summary>
internal static class RatingRules
{
    public const int LongestComment = 2000;

    /// <returns>The sentence that refuses; null: the rating stands.</returns>
    public static string? Refusal(StudyDefinition study, RatingQuestion question, int? value, string? comment)
    {
        if (value is null && !study.Session.PreferNotToSay) return $"Choose a mark from {question.Scale.Low} to {question.Scale.High} first.";
        if (value is { } mark && !question.Scale.Contains(mark)) return $"The mark {mark} is outside the scale from {question.Scale.Low} to {question.Scale.High}.";
        if (comment?.Length > LongestComment) return $"Your comment has {comment.Length} characters. Shorten it to {LongestComment}.";
        return null;
    }

    public static string? Comment(RatingQuestion question, string? comment) => question.CommentAllowed && !string.IsNullOrWhiteSpace(comment) ? comment.Trim() : null;
}
