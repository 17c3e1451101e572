using System.Globalization;
using CollabLLM.Core.Statistics.Means;

namespace CollabLLM.Core.Statistics.Comparisons;

/// <summary>The outcome over checkpoints, each on its own.</summary>
internal static class CheckpointComparisons
{
    public static CheckpointComparison[] Of(IReadOnlyList<OutcomeRow> rows, string[] arms, ComparisonRequest request) =>
        [.. InOrder(rows).Select(checkpoint => One(checkpoint, rows, arms, request))];

    /// <summary>Checkpoints by number where all are numbers, else by name.</summary>
    public static string[] InOrder(IReadOnlyList<OutcomeRow> rows)
    {
        var names = rows.Select(r => r.Checkpoint).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        return names.All(n => Number(n) is not null) ? [.. names.OrderBy(n => Number(n))] : [.. names.Order(StringComparer.Ordinal)];
    }

    public static bool IsSelected(string checkpoint, ComparisonRequest request) =>
        request.MinimumTurns is { } minimum && Number(checkpoint) > minimum;

    private static CheckpointComparison One(string checkpoint, IReadOnlyList<OutcomeRow> rows, string[] arms, ComparisonRequest request)
    {
        var here = rows.Where(r => r.Checkpoint == checkpoint).ToArray();
        var values = arms.ToDictionary(arm => arm, arm => new Observations(here.Where(r => r.Arm == arm && r.Value is not null).GroupBy(r => r.Id).Select(g => g.Average(r => r.Value!.Value))));
        var pairs = request.Baselines.Count > 0
            ? from arm in arms where !request.Baselines.Contains(arm) from baseline in request.Baselines select (arm, baseline)
            : from later in Enumerable.Range(0, arms.Length) from earlier in Enumerable.Range(0, later) select (arm: arms[later], baseline: arms[earlier]);
        return new(
            checkpoint,
            IsSelected(checkpoint, request),
            [.. arms.Select(arm => Describe(arm, values[arm], here.Count(r => r.Arm == arm && r.Value is null), request.Level))],
            [.. pairs.Select(p => new CheckpointPair(p.arm, p.baseline, WelchTest.Run(values[p.arm], values[p.baseline], request.Level)))]);
    }

    private static CheckpointArm Describe(string arm, Observations values, int missing, double level) =>
        new(
            arm, values.Count, missing,
            values.Count == 0 ? new Refusal("Nobody of this arm has a value here.") : values.Mean,
            values.Count < 2 ? new Refusal("The spread needs at least 2 values.") : values.StandardDeviation,
            MeanInterval.StudentT(values, level));

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
