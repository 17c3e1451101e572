namespace CollabLLM.Core.Statistics.Models;

/// <summary>Odds of a higher rating against the reference arm, as coefficient (natural logarithm) and as ratio, with Wald z, p and interval.</summary>
public sealed record OddsRatio(string Arm, double Coefficient, double Se, double Z, double P, double Ratio, Interval Interval);
