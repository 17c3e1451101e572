namespace CollabLLM.Core.Statistics.Comparisons;

/// <summary>A decision of the analysis in words: about what, what was chosen, and why.</summary>
public sealed record Choice(string About, string Chosen, string Why);
