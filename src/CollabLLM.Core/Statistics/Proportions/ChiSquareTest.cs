using CollabLLM.Core.Statistics.Distributions;
using CollabLLM.Core.Statistics.Ranks;

namespace CollabLLM.Core.Statistics.Proportions;

/// <summary>
/// Pearson's chi-square test of a table of arms by answers, without continuity correction. Assumes independent answers and expected
/// counts of about 5 or more (Pearson 1900; Cochran 1954).
/// </summary>
public static class ChiSquareTest
{
    public static Computed<OverallTestResult> Run(IReadOnlyList<IReadOnlyList<int>> table)
    {
        var rows = table.Where(r => r.Sum() > 0).ToArray();
        if (rows.Length < 2) return new Refusal("Fewer than two arms have answers.");
        var columns = Enumerable.Range(0, rows[0].Count).Where(c => rows.Sum(r => r[c]) > 0).ToArray();
        if (columns.Length < 2) return new Refusal("All answers are the same, so there is nothing to test.");

        double total = rows.Sum(r => r.Sum()), statistic = 0;
        foreach (var row in rows)
            foreach (var column in columns)
            {
                var expected = row.Sum() * (double)rows.Sum(r => r[column]) / total;
                statistic += (row[column] - expected) * (row[column] - expected) / expected;
            }

        var df = (rows.Length - 1.0) * (columns.Length - 1);
        return new OverallTestResult(statistic, df, ChiSquare.Above(statistic, df));
    }

    /// <summary>Smallest expected count: below 5 the exact test is the one to read.</summary>
    public static double SmallestExpected(IReadOnlyList<IReadOnlyList<int>> table)
    {
        double total = table.Sum(r => r.Sum());
        var columns = Enumerable.Range(0, table[0].Count).Select(c => table.Sum(r => r[c])).Where(c => c > 0);
        return table.Select(r => r.Sum()).Where(r => r > 0).Min() * columns.Min() / total;
    }
}
