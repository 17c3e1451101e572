namespace CollabLLM.Core.Statistics.Words;

/// <summary>A word, its counts in both sides, the log odds ratio (positive: more typical of the first side) and its z.</summary>
public sealed record DistinctiveWord(string Word, int Count, int OtherCount, double LogOddsRatio, double Z);
