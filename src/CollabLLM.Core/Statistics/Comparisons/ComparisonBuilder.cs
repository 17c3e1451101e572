using CollabLLM.Core.Statistics.Models;
using CollabLLM.Core.Statistics.Numerics;
using CollabLLM.Core.Statistics.Proportions;
using CollabLLM.Core.Statistics.Ranks;

namespace CollabLLM.Core.Statistics.Comparisons;

/// <summary>
/// Rows in, the whole <see cref="Comparison"/> out. Pure: the same rows, request and seed give the same numbers, in any order of rows.
/// </summary>
public static class ComparisonBuilder
{
    public static Comparison Build(IReadOnlyList<OutcomeRow> rows, ComparisonRequest request)
    {
        request.Validate();
        var names = ArmNames(rows, request);
        var random = new SeededRandom(request.Seed).For(request.Outcome);
        var arms = names.Select(name => new ArmData(name, [.. rows.Where(r => r.Arm == name)], request.Resamples, random)).ToArray();
        var best = BestBaseline(arms, request);
        var pairs = PairComparisons.Corrected([.. Contrasts(arms, request).Select(c => PairComparisons.Of(c.Arm, c.Baseline, c.Baseline.Arm == best, request, random))]);
        var table = AnswerTable(arms, request);
        return new(request.Outcome, request.Kind, request.Unit, request.Preregistered, request.Level, request.Resamples, request.Seed)
        {
            Finding = Findings.Of(arms, pairs, request),
            Baselines = request.Baselines,
            BestBaseline = best,
            MarginPlanned = request.EquivalenceMargin is null ? null : request.MarginPlanned,
            Look = request.Look,
            Rows = rows.Count,
            Missing = rows.Count(r => r.Value is null),
            Participants = rows.Select(r => r.Id).Distinct(StringComparer.Ordinal).Count(),
            Choices = Choices.For(arms, request, names.Length),
            Warnings = ComparisonWarnings.For(rows, arms, request),
            Arms = [.. arms.Select(a => ArmSummaries.Of(a, request, request.Baselines.Contains(a.Arm)))],
            Pairs = pairs,
            KruskalWallis = KruskalWallisTest.Run([.. arms.Select(a => a.Values)]),
            ChiSquare = table is null ? null : ChiSquareTest.Run(table),
            FisherExact = table is null ? null : FisherExactTest.Run(table).Then(p => new PValue(p, "Fisher exact")),
            Checkpoints = CheckpointComparisons.Of(rows, names, request),
            MixedModel = rows.Any(r => r.Checkpoint is not null) ? MixedModel.Fit(rows, names, request.Baselines, request.Level) : null,
            CumulativeLink = request.Kind == OutcomeKind.Rating ? CumulativeLinkModel.Fit([.. arms.Select(a => (a.Arm, a.Values))], request.Baselines.Count > 0 ? request.Baselines[0] : names[0], request.Level) : null,
            DifferentialMissing = MissingTest(arms),
            Assumptions = AssumptionChecks.For(arms, request),
            How = Explanations.All,
        };
    }

    private static string[] ArmNames(IReadOnlyList<OutcomeRow> rows, ComparisonRequest request)
    {
        string[] names = [.. request.Arms.Concat(rows.Select(r => r.Arm)).Distinct(StringComparer.Ordinal)];
        if (request.Baselines.FirstOrDefault(b => !names.Contains(b)) is { } unknown)
            throw new ArgumentException($"There is no arm '{unknown}' to be a baseline. The arms are: {string.Join(", ", names)}.");
        return names.Length > 0 ? names : throw new ArgumentException("There are no rows and no arms, so there is nothing to compare.");
    }

    private static IEnumerable<(ArmData Arm, ArmData Baseline)> Contrasts(ArmData[] arms, ComparisonRequest request) =>
        request.Baselines.Count > 0
            ? from arm in arms where !request.Baselines.Contains(arm.Arm) from baseline in arms where request.Baselines.Contains(baseline.Arm) select (arm, baseline)
            : from later in Enumerable.Range(0, arms.Length) from earlier in Enumerable.Range(0, later) select (arms[later], arms[earlier]);

    private static string? BestBaseline(ArmData[] arms, ComparisonRequest request)
    {
        var baselines = arms.Where(a => request.Baselines.Contains(a.Arm) && a.Values.Count > 0);
        return (request.HigherIsBetter ? baselines.MaxBy(a => a.Values.Mean) : baselines.MinBy(a => a.Values.Mean))?.Arm;
    }

    private static int[][]? AnswerTable(ArmData[] arms, ComparisonRequest request)
    {
        if (request.Kind is not (OutcomeKind.Binary or OutcomeKind.Rating)) return null;
        double[] answers = [.. arms.SelectMany(a => a.Values.Distinct.Select(v => v.Value)).Distinct().Order()];
        return [.. arms.Select(a => answers.Select(v => a.Values.CountAtLeast(v) - a.Values.CountAtLeast(Math.BitIncrement(v))).ToArray())];
    }

    private static Computed<PValue> MissingTest(ArmData[] arms)
    {
        if (arms.All(a => a.Missing == 0)) return new Refusal("No value is missing.");
        int[][] table = [.. arms.Select(a => new[] { a.Missing, a.Rows.Count - a.Missing })];
        return FisherExactTest.Run(table).Match<Computed<PValue>>(
            p => new PValue(p, "Fisher exact, missing by arm"),
            _ => ChiSquareTest.Run(table).Then(c => new PValue(c.P, "chi-square, missing by arm")));
    }
}
