namespace CollabLLM.Core.Statistics.Resampling;

/// <summary>Bootstrap means of one arm, each with its own squared standard error; none where the arm is too large for that to matter.</summary>
internal sealed record Replicates(double[] Means, double[]? SquaredErrors);
