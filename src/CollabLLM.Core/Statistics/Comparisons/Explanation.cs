namespace CollabLLM.Core.Statistics.Comparisons;

/// <summary>How a number was computed: formula, assumption, the class that does it, and the source to cite.</summary>
public sealed record Explanation(string Title, string Formula, string Assumption, string Code, string Citation);
