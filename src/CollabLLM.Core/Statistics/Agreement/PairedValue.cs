namespace CollabLLM.Core.Statistics.Agreement;

/// <summary>Two numbers about the same thing, such as MR and the next rating, and the participant they come from.</summary>
public readonly record struct PairedValue(string Participant, double X, double Y);
