namespace CollabLLM.Core.Calibration;

/// <summary>Share of the values from <paramref name="Low"/> to <paramref name="High"/> on both sides; one value where the two are equal.</summary>
public sealed record TraitBin(double Low, double High, double Participants, double Simulator);
