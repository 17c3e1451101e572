using CollabLLM.Core.Statistics.Numerics;

namespace CollabLLM.Core.Statistics.Resampling;

/// <summary>
/// Bootstrap means of one arm, participants drawn with replacement. Few distinct participants: multinomial counts by conditional binomials
/// (the same distribution, far fewer draws). Many: draws of indices, block by block when there are thousands (Efron 1979).
/// </summary>
internal static class BootstrapMeans
{
    public static double[] Draw(ClusteredValues values, int resamples, SeededRandom random)
    {
        var means = new double[resamples];
        var countsAreCheaper = values.Groups.Count * 20L < values.Clusters;
        var allSingle = values.Groups.All(g => g.Cluster.Count == 1);
        var sums = countsAreCheaper ? [] : Expand(values, c => c.Sum);
        var sizes = countsAreCheaper || allSingle ? [] : Expand(values, c => c.Count);
        for (var i = 0; i < resamples; i++)
            means[i] = countsAreCheaper ? ByCounts(values, random) : allSingle ? SumOf(sums, random) / sums.Length : ByIndices(sums, sizes, random);
        return means;
    }

    private static double[] Expand(ClusteredValues values, Func<Cluster, double> part) =>
        [.. values.Groups.SelectMany(g => Enumerable.Repeat(part(g.Cluster), g.Times))];

    private static double ByCounts(ClusteredValues values, SeededRandom random)
    {
        int drawsLeft = values.Clusters, clustersLeft = values.Clusters;
        double sum = 0, count = 0;
        foreach (var (cluster, times) in values.Groups)
        {
            var drawn = Binomial.Draw(random, drawsLeft, (double)times / clustersLeft);
            sum += drawn * cluster.Sum;
            count += (double)drawn * cluster.Count;
            drawsLeft -= drawn;
            clustersLeft -= times;
        }

        return sum / count;
    }

    private static double SumOf(double[] values, SeededRandom random)
    {
        if (values.Length >= BlockResample.Worthwhile) return BlockResample.Sum(values, random);
        var sum = 0.0;
        for (var draw = 0; draw < values.Length; draw++) sum += values[random.NextIndex(values.Length)];
        return sum;
    }

    private static double ByIndices(double[] sums, double[] sizes, SeededRandom random)
    {
        double sum = 0, count = 0;
        for (var i = 0; i < sums.Length; i++)
        {
            var index = random.NextIndex(sums.Length);
            sum += sums[index];
            count += sizes[index];
        }

        return sum / count;
    }
}
