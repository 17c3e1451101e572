namespace CollabLLM.Core.Calibration;

/// <summary>One trait on one side: how many values of how many participants, and where they lie.</summary>
public sealed record TraitSummary(int Values, int Participants, double Mean, double Median, double LowerQuartile, double UpperQuartile);
