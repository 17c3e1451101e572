using System.Collections.Concurrent;

namespace CollabLLM.Core.Statistics.Ranks;

/// <summary>Exact null distribution of U without ties, from the generating function of partitions (Löffler 1983).</summary>
internal sealed class RankSumDistribution
{
    private static readonly ConcurrentDictionary<(int, int), RankSumDistribution> Known = new();
    private readonly double[] _cumulative;

    private RankSumDistribution(int m, int n)
    {
        // Gaussian binomial coefficient: multiply by (1 - q^(n+i)) and divide by (1 - q^i), scaled to probabilities on the way.
        var probability = new double[m * n + 1];
        probability[0] = 1;
        for (var i = 1; i <= m; i++)
        {
            for (var u = m * n; u >= n + i; u--) probability[u] -= probability[u - n - i];
            for (var u = i; u <= m * n; u++) probability[u] += probability[u - i];
            for (var u = 0; u <= m * n; u++) probability[u] *= (double)i / (n + i);
        }

        _cumulative = probability;
        for (var u = 1; u < probability.Length; u++) _cumulative[u] += _cumulative[u - 1];
    }

    public static RankSumDistribution Of(int m, int n) => Known.GetOrAdd((Math.Min(m, n), Math.Max(m, n)), key => new(key.Item1, key.Item2));

    /// <summary>P(U &lt;= u).</summary>
    public double AtMost(int u) => u < 0 ? 0 : u >= _cumulative.Length ? 1 : _cumulative[u];

    /// <summary>Smallest u with P(U &lt;= u) &gt;= p.</summary>
    public int Quantile(double p)
    {
        var u = 0;
        while (_cumulative[u] < p - 1e-12) u++;
        return u;
    }
}
