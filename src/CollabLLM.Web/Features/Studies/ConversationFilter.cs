using CollabLLM.Core.Sessions;

namespace CollabLLM.Web.Features.Studies;

/// <summary>Which conversations of a study are wanted; null or empty: all.</summary>
/// <param name="Question">Key of the rating that <paramref name="Low"/> and <paramref name="High"/> are about.</param>
/// <param name="Flagged">Only sessions with a flagged turn.</param>
/// <param name="Text">Words that a message, a reply or the topic holds.</param>
public sealed record ConversationFilter(string? Arm, SessionStep? State, string? Question, int? Low, int? High, bool Flagged, string? Text)
{
    public const int PageSize = 20;
}
