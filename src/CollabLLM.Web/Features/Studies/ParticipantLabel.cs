namespace CollabLLM.Web.Features.Studies;

/// <summary>A short name for a participant that says nothing about the person: the last eight digits of the random part of the id.</summary>
internal static class ParticipantLabel
{
    public static string Of(Guid participantId) => $"P-{participantId.ToString("N")[^8..].ToUpperInvariant()}";
}
