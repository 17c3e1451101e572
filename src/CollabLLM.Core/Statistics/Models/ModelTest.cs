namespace CollabLLM.Core.Statistics.Models;

/// <summary>An F test of several contrasts at once, with its numerator and denominator degrees of freedom.</summary>
public sealed record ModelTest(double F, double Df1, double Df2, double P);
