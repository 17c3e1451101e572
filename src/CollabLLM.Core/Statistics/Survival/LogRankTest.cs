using CollabLLM.Core.Statistics.Distributions;
using CollabLLM.Core.Statistics.Numerics;
using CollabLLM.Core.Statistics.Ranks;

namespace CollabLLM.Core.Statistics.Survival;

/// <summary>
/// Log-rank test of time to drop-out over k arms: observed minus expected drop-outs at each time, hypergeometric covariance, against
/// chi-square with k - 1 degrees of freedom. Assumes that those who finish would have dropped out like the others (Mantel 1966; Peto and Peto 1972).
/// </summary>
public static class LogRankTest
{
    public static Computed<OverallTestResult> Run(IReadOnlyList<IReadOnlyList<SurvivalTime>> arms)
    {
        var used = arms.Where(a => a.Count > 0).ToArray();
        if (used.Length < 2) return new Refusal("Fewer than two arms have participants.");
        if (used.Any(a => a.Any(s => !double.IsFinite(s.Time) || s.Time < 0))) throw new ArgumentException("A time to drop-out is a finite number of at least 0.", nameof(arms));

        var times = used.SelectMany(a => a).Where(s => s.DroppedOut).Select(s => s.Time).Distinct().Order().ToArray();
        if (times.Length == 0) return new Refusal("Nobody dropped out.");

        var free = used.Length - 1;
        var (excess, covariance) = (new double[free], new double[free, free]);
        foreach (var time in times) Add(used, time, excess, covariance);
        if (Matrix.Cholesky(covariance) is not { } factor) return new Refusal("All drop-outs happened when only one arm was left, so the arms cannot be compared.");

        var statistic = excess.Zip(Matrix.Solve(factor, excess), (a, b) => a * b).Sum();
        return new OverallTestResult(statistic, free, ChiSquare.Above(statistic, free));
    }

    private static void Add(IReadOnlyList<SurvivalTime>[] arms, double time, double[] excess, double[,] covariance)
    {
        double[] atRisk = [.. arms.Select(a => (double)a.Count(s => s.Time >= time))];
        double all = atRisk.Sum(), dropped = arms.Sum(a => (double)a.Count(s => s.DroppedOut && s.Time.Equals(time)));
        var spread = all > 1 ? dropped * (all - dropped) / (all - 1) : 0;
        for (var i = 0; i < excess.Length; i++)
        {
            excess[i] += arms[i].Count(s => s.DroppedOut && s.Time.Equals(time)) - dropped * atRisk[i] / all;
            for (var j = 0; j < excess.Length; j++) covariance[i, j] += spread * ((i == j ? atRisk[i] / all : 0) - atRisk[i] * atRisk[j] / (all * all));
        }
    }
}
