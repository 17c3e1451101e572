using CollabLLM.Core.Statistics.Ranks;

namespace CollabLLM.Core.Statistics.Agreement;

/// <summary>Correlation of orders: Spearman's rho (Pearson correlation of midranks) and Kendall's tau-b (ties corrected), both in [-1, 1].</summary>
public static class RankCorrelation
{
    public static Computed<double> Spearman(IReadOnlyList<double> x, IReadOnlyList<double> y) =>
        Check(x, y) is { } refusal ? refusal : Pearson(Ranking.Midranks(x), Ranking.Midranks(y));

    /// <summary>tau-b = (concordant - discordant) / √((pairs - ties in x)(pairs - ties in y)), by merge sort in n·log n (Knight 1966).</summary>
    public static Computed<double> Kendall(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        if (Check(x, y) is { } refusal) return refusal;

        var order = Enumerable.Range(0, x.Count).OrderBy(i => x[i]).ThenBy(i => y[i]).ToArray();
        double[] sorted = [.. order.Select(i => y[i])];
        double pairs = x.Count * (x.Count - 1.0) / 2, tiedX = Tied(x), tiedY = Tied(y);
        var tiedBoth = order.GroupBy(i => (x[i], y[i])).Sum(g => g.Count() * (g.Count() - 1.0) / 2);
        var discordant = Inversions(sorted, new double[sorted.Length], 0, sorted.Length);
        return (pairs - tiedX - tiedY + tiedBoth - 2 * discordant) / Math.Sqrt((pairs - tiedX) * (pairs - tiedY));
    }

    private static Refusal? Check(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        if (x.Count != y.Count) throw new ArgumentException("A correlation needs pairs: both lists have the same length.", nameof(y));
        if (x.Count < 3) return new($"A correlation needs at least 3 pairs; there {(x.Count == 1 ? "is 1" : $"are {x.Count}")}.");
        return x.All(v => v.Equals(x[0])) || y.All(v => v.Equals(y[0])) ? new("One of the two never varies, so their orders cannot be compared.") : null;
    }

    private static double Pearson(double[] a, double[] b)
    {
        double meanA = a.Average(), meanB = b.Average(), both = 0, squareA = 0, squareB = 0;
        for (var i = 0; i < a.Length; i++)
        {
            both += (a[i] - meanA) * (b[i] - meanB);
            squareA += (a[i] - meanA) * (a[i] - meanA);
            squareB += (b[i] - meanB) * (b[i] - meanB);
        }

        return Math.Clamp(both / Math.Sqrt(squareA * squareB), -1, 1);
    }

    private static double Tied(IReadOnlyList<double> values) => values.GroupBy(v => v).Sum(g => g.Count() * (g.Count() - 1.0) / 2);

    private static double Inversions(double[] values, double[] work, int from, int to)
    {
        if (to - from < 2) return 0;
        var middle = (from + to) / 2;
        var count = Inversions(values, work, from, middle) + Inversions(values, work, middle, to);
        int left = from, right = middle;
        for (var at = from; at < to; at++)
        {
            var takeRight = left == middle || (right < to && values[right] < values[left]);
            if (takeRight) count += middle - left;
            work[at] = takeRight ? values[right++] : values[left++];
        }

        Array.Copy(work, from, values, from, to - from);
        return count;
    }
}
