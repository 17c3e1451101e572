using CollabLLM.Core.Sessions;

namespace CollabLLM.Web.Features.Studies;

/// <summary>One conversation in the list.</summary>
/// <param name="Excerpt">The first message, or the first place where the wanted text stands.</param>
public sealed record ConversationRow(
    Guid Id, string Label, bool IsBot, string? Arm, SessionStep Step, string? DocumentType, string? Topic, int Turns, int Flagged, double? Interaction, int? Quality, DateTimeOffset StartedAt, string Excerpt);
