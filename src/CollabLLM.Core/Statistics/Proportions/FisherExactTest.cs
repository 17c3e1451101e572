using CollabLLM.Core.Statistics.Distributions;

namespace CollabLLM.Core.Statistics.Proportions;

/// <summary>
/// Fisher's exact test: the probability, given both margins, of all tables that are at most as likely as the observed one (two-sided).
/// Any r x c table whose number of tables with these margins is within reach (Fisher 1922; Freeman and Halton 1951).
/// </summary>
public static class FisherExactTest
{
    private const double SameProbability = 1 + 1e-7;
    private const int MostTables = 2_000_000;

    /// <summary>Rows are arms, columns are answers. The result is the two-sided p.</summary>
    public static Computed<double> Run(IReadOnlyList<IReadOnlyList<int>> table)
    {
        var rows = table.Where(r => r.Sum() > 0).ToArray();
        if (rows.Length < 2) return new Refusal("Fewer than two arms have answers.");
        var columns = Enumerable.Range(0, rows[0].Count).Where(c => rows.Sum(r => r[c]) > 0).ToArray();
        if (columns.Length < 2) return new Refusal("All answers are the same, so there is nothing to test.");

        var used = rows.Select(r => columns.Select(c => r[c]).ToArray()).ToArray();
        return used.Length == 2 && columns.Length == 2 ? TwoByTwo(used) : Enumerate(used);
    }

    public static Computed<double> Run(int successes, int total, int baselineSuccesses, int baselineTotal) =>
        Run([[successes, total - successes], [baselineSuccesses, baselineTotal - baselineSuccesses]]);

    private static double TwoByTwo(int[][] t)
    {
        int row = t[0][0] + t[0][1], other = t[1][0] + t[1][1], column = t[0][0] + t[1][0];
        var all = Gamma.LogChoose(row + other, column);
        double LogProbability(int a) => Gamma.LogChoose(row, a) + Gamma.LogChoose(other, column - a) - all;

        var observed = LogProbability(t[0][0]) + Math.Log(SameProbability);
        var p = 0.0;
        for (var a = Math.Max(0, column - other); a <= Math.Min(row, column); a++)
            if (LogProbability(a) is var log && log <= observed) p += Math.Exp(log);
        return Math.Min(1, p);
    }

    private static Computed<double> Enumerate(int[][] table)
    {
        var margin = table.Select(r => r.Sum()).ToArray();
        var columns = Enumerable.Range(0, table[0].Length).Select(c => table.Sum(r => r[c])).OrderDescending().ToArray();
        if (TableEnumeration.MayExceed(margin, columns, MostTables)) return new Refusal("There are too many tables with these margins for the exact test; the chi-square test stands in.");

        var constant = margin.Sum(m => Gamma.LogFactorial(m)) + columns.Sum(c => Gamma.LogFactorial(c)) - Gamma.LogFactorial(margin.Sum());
        var observed = constant - table.Sum(r => r.Sum(c => Gamma.LogFactorial(c))) + Math.Log(SameProbability);
        var p = 0.0;
        TableEnumeration.Visit(margin, columns, cells =>
        {
            var log = constant - cells;
            if (log <= observed) p += Math.Exp(log);
        });
        return Math.Min(1, p);
    }
}
