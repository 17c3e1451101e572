namespace CollabLLM.Core.Statistics;

/// <summary>Quantile of sorted values by linear interpolation at p(n - 1) (Hyndman and Fan 1996, type 7).</summary>
internal static class Percentile
{
    public static double Of(double[] sorted, double probability)
    {
        var position = probability * (sorted.Length - 1);
        var below = (int)Math.Floor(position);
        return sorted[below] + (position - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]);
    }
}
