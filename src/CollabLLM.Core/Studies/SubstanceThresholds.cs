namespace CollabLLM.Core.Studies;

/// <summary>When a turn is flagged for the coordinator. A flag never rejects anybody.</summary>
/// <param name="ShortestMessageWords">Fewer words: too-short.</param>
/// <param name="RepeatedShare">This share of words in common with an earlier message, or more: repeated.</param>
/// <param name="PastedCharacters">This many characters from outside, or more: pasted.</param>
/// <param name="LongestWordCharacters">A longer word that is no address, or one character in more than half of the message: nonsense.</param>
public sealed record SubstanceThresholds(int ShortestMessageWords = 2, double RepeatedShare = 0.9, int PastedCharacters = 400, int LongestWordCharacters = 45);
