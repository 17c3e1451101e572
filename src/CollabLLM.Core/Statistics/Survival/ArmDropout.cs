namespace CollabLLM.Core.Statistics.Survival;

/// <summary>Drop-outs of one arm and their share with Wilson's interval.</summary>
public sealed record ArmDropout(string Arm, int Allocated, int DroppedOut, Computed<double> Share, Computed<Interval> Interval);
