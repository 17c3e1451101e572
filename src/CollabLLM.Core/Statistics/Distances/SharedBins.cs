namespace CollabLLM.Core.Statistics.Distances;

/// <summary>
/// Two samples over the same bins: a bin per value where both together have at most <see cref="MostValues"/> different ones, else up to
/// ten bins between the pooled deciles. Bins are closed on the left, the last one on both sides.
/// </summary>
/// <param name="Low">Where each bin begins; of a bin of one value, the value.</param>
/// <param name="High">Where each bin ends.</param>
/// <param name="A">Share of the first sample in each bin; the shares add up to 1.</param>
/// <param name="B">Share of the second sample.</param>
public sealed record SharedBins(IReadOnlyList<double> Low, IReadOnlyList<double> High, IReadOnlyList<double> A, IReadOnlyList<double> B)
{
    public const int MostValues = 12;
    private const int Deciles = 10;

    public int Count => Low.Count;

    /// <param name="a">At least one value.</param>
    /// <param name="b">At least one value.</param>
    public static SharedBins Of(Observations a, Observations b)
    {
        double[] values = [.. a.Distinct.Concat(b.Distinct).Select(v => v.Value).Distinct().Order()];
        if (values.Length <= MostValues) return new(values, values, [.. values.Select(v => Share(a, v, v, true))], [.. values.Select(v => Share(b, v, v, true))]);

        var pooled = new Observations([.. a.Sorted, .. b.Sorted]);
        double[] edges = [.. Enumerable.Range(0, Deciles + 1).Select(i => pooled.Quantile(i / (double)Deciles)).Distinct()];
        double[] low = edges[..^1], high = edges[1..];
        return new(low, high, Shares(a), Shares(b));

        double[] Shares(Observations sample) => [.. low.Select((l, i) => Share(sample, l, high[i], i == low.Length - 1))];
    }

    private static double Share(Observations sample, double low, double high, bool closed) =>
        sample.Distinct.Where(v => v.Value >= low && (v.Value < high || (closed && v.Value <= high))).Sum(v => v.Count) / (double)sample.Count;
}
