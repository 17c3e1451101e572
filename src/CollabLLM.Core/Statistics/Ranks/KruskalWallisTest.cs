using CollabLLM.Core.Statistics.Distributions;

namespace CollabLLM.Core.Statistics.Ranks;

/// <summary>
/// Kruskal-Wallis H, tie-corrected, against chi-square with k - 1 degrees of freedom. Assumes independent values; the approximation
/// wants about 5 values per arm (Kruskal and Wallis 1952).
/// </summary>
public static class KruskalWallisTest
{
    public static Computed<OverallTestResult> Run(IReadOnlyList<Observations> arms)
    {
        var used = arms.Where(a => a.Count > 0).ToArray();
        if (used.Length < 2) return new Refusal("Fewer than two arms have values.");

        double total = used.Sum(a => a.Count), ties = 0, below = 0;
        var rankSums = new double[used.Length];
        foreach (var group in used.SelectMany((a, arm) => a.Distinct.Select(v => (v.Value, v.Count, arm))).GroupBy(v => v.Value).OrderBy(g => g.Key))
        {
            double together = group.Sum(v => v.Count);
            foreach (var (_, count, arm) in group) rankSums[arm] += count * (below + (together + 1) / 2);
            below += together;
            ties += together * together * together - together;
        }

        var correction = 1 - ties / (total * total * total - total);
        if (!(correction > 1e-12)) return new Refusal("All values are equal, so ranks say nothing.");

        // Deviations from the mean rank, not raw squares, so that large studies lose no digits.
        var h = 12 / (total * (total + 1)) * rankSums.Select((sum, i) => used[i].Count * Math.Pow(sum / used[i].Count - (total + 1) / 2, 2)).Sum() / correction;
        return new OverallTestResult(h, used.Length - 1, ChiSquare.Above(h, used.Length - 1));
    }
}
