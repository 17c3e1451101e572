namespace CollabLLM.Core.Statistics.Sequential;

/// <summary>One planned look: information fraction, alpha spent up to it, the |z| that stops the study, and its two-sided p.</summary>
public sealed record SequentialLook(double Fraction, double AlphaSpent, double BoundaryZ, double NominalP);
