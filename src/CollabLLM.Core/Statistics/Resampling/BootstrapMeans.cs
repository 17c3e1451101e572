using CollabLLM.Core.Statistics.Numerics;

namespace CollabLLM.Core.Statistics.Resampling;

/// <summary>
/// Bootstrap means of one arm, participants drawn with replacement. Few distinct participants: multinomial counts by conditional binomials
/// (the same distribution, far fewer draws). Many: draws of indices, block by block when there are thousands (Efron 1979).
/// </summary>
internal static class BootstrapMeans
{
    public static Replicates Draw(ClusteredValues values, int resamples, SeededRandom random)
    {
        var countsAreCheaper = values.Groups.Count * 20L < values.Clusters;
        var sums = countsAreCheaper ? [] : Expand(values, c => c.Sum);
        if (sums.Length >= BlockResample.Worthwhile && values.Groups.All(g => g.Cluster.Count == 1)) return new(ByBlocks(sums, resamples, random), null);

        var sizes = countsAreCheaper ? [] : Expand(values, c => c.Count);
        var (means, squaredErrors) = (new double[resamples], new double[resamples]);
        for (var i = 0; i < resamples; i++)
        {
            var drawn = countsAreCheaper ? ByCounts(values, random) : ByIndices(sums, sizes, values.Mean, random);
            (means[i], squaredErrors[i]) = (drawn.Mean, drawn.SquaredError(values.Clusters));
        }

        return new(means, squaredErrors);
    }

    private static double[] ByBlocks(double[] values, int resamples, SeededRandom random)
    {
        var means = new double[resamples];
        for (var i = 0; i < resamples; i++) means[i] = BlockResample.Sum(values, random) / values.Length;
        return means;
    }

    private static double[] Expand(ClusteredValues values, Func<Cluster, double> part) =>
        [.. values.Groups.SelectMany(g => Enumerable.Repeat(part(g.Cluster), g.Times))];

    private static DrawnSums ByCounts(ClusteredValues values, SeededRandom random)
    {
        int drawsLeft = values.Clusters, clustersLeft = values.Clusters;
        var drawn = new DrawnSums(values.Mean);
        foreach (var (cluster, times) in values.Groups)
        {
            var count = Binomial.Draw(random, drawsLeft, (double)times / clustersLeft);
            drawn.Add(cluster, count);
            drawsLeft -= count;
            clustersLeft -= times;
        }

        return drawn;
    }

    private static DrawnSums ByIndices(double[] sums, double[] sizes, double center, SeededRandom random)
    {
        var drawn = new DrawnSums(center);
        for (var i = 0; i < sums.Length; i++)
        {
            var index = random.NextIndex(sums.Length);
            drawn.Add(sums[index], sizes[index]);
        }

        return drawn;
    }
}
