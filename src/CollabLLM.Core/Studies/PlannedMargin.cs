namespace CollabLLM.Core.Studies;

/// <summary>A difference of means up to <see cref="Margin"/>, in the unit of the outcome and in either direction, counts as no difference.</summary>
public sealed record PlannedMargin(string Outcome, double Margin);
