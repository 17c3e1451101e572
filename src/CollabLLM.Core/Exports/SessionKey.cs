namespace CollabLLM.Core.Exports;

/// <summary>Whose session it is, by pseudonyms, and in which arm.</summary>
public sealed record SessionKey(string Participant, string Session, string? Arm);
