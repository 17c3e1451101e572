using System.Diagnostics;
using CollabLLM.Core.Statistics.Comparisons;
using CollabLLM.Core.Statistics.Numerics;

namespace CollabLLM.Bench.Statistics;

/// <summary>Two arms of 100,000 sessions with 2,000 resamples: the whole comparison, CPU seconds of the process. Goal: 3 at most.</summary>
internal static class StatisticsBenchmark
{
    private const int PerArm = 100_000;

    public static int Run(TextWriter output)
    {
        var random = new SeededRandom(11);
        (string Name, OutcomeKind Kind, Func<double, double> Value)[] outcomes =
        [
            ("rating", OutcomeKind.Rating, z => Math.Clamp(Math.Round(8 + 1.4 * z), 1, 10)),
            ("binary", OutcomeKind.Binary, z => z > 0.2 ? 1 : 0),
            ("duration", OutcomeKind.Duration, z => Math.Exp(6 + 0.5 * z)),
            ("measure", OutcomeKind.Measure, z => z),
        ];
        foreach (var (name, kind, value) in outcomes)
        {
            OutcomeRow[] rows = [.. Enumerable.Range(0, 2 * PerArm).Select(i => new OutcomeRow($"p{i}", i % 2 == 0 ? "base" : "collab", value(random.NextNormal() + (i % 2) * 0.01)))];
            ComparisonBuilder.Build(rows[..200], Request(name, kind));

            var (before, watch) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
            var comparison = ComparisonBuilder.Build(rows, Request(name, kind));
            var used = Environment.CpuUsage.TotalTime - before;
            output.WriteLine(FormattableString.Invariant($"{name}: {used.TotalSeconds:0.00} CPU-s, {watch.Elapsed.TotalSeconds:0.00} s; difference {comparison.Pairs[0].MeanDifference.Value:0.0000}, BCa {comparison.Pairs[0].BcaInterval.Value.Low:0.0000} to {comparison.Pairs[0].BcaInterval.Value.High:0.0000}"));
        }

        return 0;
    }

    private static ComparisonRequest Request(string outcome, OutcomeKind kind) => new(outcome, kind) { Baselines = ["base"], Resamples = 2000 };
}
