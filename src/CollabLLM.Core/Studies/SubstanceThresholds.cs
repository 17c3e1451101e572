namespace CollabLLM.Core.Studies;

/// <summary>When a turn is flagged for the coordinator. A flag never rejects anybody.</summary>
public sealed record SubstanceThresholds(int ShortestMessageWords = 2, double RepeatedShare = 0.9, int PastedCharacters = 400);
