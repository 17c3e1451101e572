using CollabLLM.Core.Statistics.Distributions;

namespace CollabLLM.Core.Statistics.Agreement;

/// <summary>
/// Agreement of two coders beyond chance: (po - pe) / (1 - pe), with agreement weights 1 - |i-j|/(k-1) or its square.
/// Interval by the large-sample variance of Fleiss, Cohen and Everitt (1969). Assumes independent items (Cohen 1960, 1968).
/// </summary>
public static class CohensKappa
{
    /// <summary>Rows: first coder; columns: second coder; cells: how many items.</summary>
    public static Computed<Estimate> Of(int[,] table, KappaWeights weights = KappaWeights.None, double level = 0.95)
    {
        var k = table.GetLength(0);
        if (k != table.GetLength(1)) throw new ArgumentException("Both coders use the same codes, so the table is square.", nameof(table));
        double n = table.Cast<int>().Sum();
        if (n == 0) return new Refusal("There are no items that both coders coded.");

        var rows = Enumerable.Range(0, k).Select(i => Enumerable.Range(0, k).Sum(j => table[i, j]) / n).ToArray();
        var columns = Enumerable.Range(0, k).Select(j => Enumerable.Range(0, k).Sum(i => table[i, j]) / n).ToArray();
        var cells = (from i in Enumerable.Range(0, k) from j in Enumerable.Range(0, k) select (i, j, P: table[i, j] / n, W: Weight(i, j, k, weights))).ToArray();
        double observed = cells.Sum(c => c.P * c.W), expected = cells.Sum(c => rows[c.i] * columns[c.j] * c.W);
        if (1 - expected < 1e-12) return new Refusal("Both coders used a single code for everything, so agreement beyond chance is undefined.");

        var kappa = (observed - expected) / (1 - expected);
        var rowWeights = Enumerable.Range(0, k).Select(i => Enumerable.Range(0, k).Sum(j => columns[j] * Weight(i, j, k, weights))).ToArray();
        var columnWeights = Enumerable.Range(0, k).Select(j => Enumerable.Range(0, k).Sum(i => rows[i] * Weight(i, j, k, weights))).ToArray();
        var spread = cells.Sum(c => c.P * Math.Pow(c.W - (rowWeights[c.i] + columnWeights[c.j]) * (1 - kappa), 2)) - Math.Pow(kappa - expected * (1 - kappa), 2);
        var half = Normal.Quantile(1 - (1 - level) / 2) * Math.Sqrt(Math.Max(0, spread) / n) / (1 - expected);
        return new Estimate(kappa, half < 1e-12 ? new Refusal("The coders agree on everything (or the table has one pattern only), so the interval has no width to estimate.") : new Interval(kappa - half, kappa + half, level));
    }

    private static double Weight(int i, int j, int k, KappaWeights weights) => weights switch
    {
        KappaWeights.None => i == j ? 1 : 0,
        KappaWeights.Linear => 1 - Math.Abs(i - j) / (k - 1.0),
        _ => 1 - Math.Pow((i - j) / (k - 1.0), 2),
    };
}
