namespace CollabLLM.Core.Statistics.Checks;

/// <summary>
/// One assumption, looked at: what was checked, on which arm (null: all), the statistic and p where there is one,
/// whether the data contradict it (null: cannot be checked), and a sentence for readers.
/// </summary>
public sealed record AssumptionCheck(string Name, string? Arm, double? Statistic, double? P, bool? Holds, string Sentence);
