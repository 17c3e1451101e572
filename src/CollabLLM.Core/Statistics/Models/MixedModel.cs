using CollabLLM.Core.Statistics.Comparisons;
using CollabLLM.Core.Statistics.Distributions;
using CollabLLM.Core.Statistics.Numerics;

namespace CollabLLM.Core.Statistics.Models;

/// <summary>
/// value = mean of (arm, checkpoint) + intercept of the participant + error, both normal; fitted by restricted maximum likelihood
/// (Patterson and Thompson 1971; Laird and Ware 1982). Degrees of freedom after Satterthwaite (Giesbrecht and Burns 1985; Fai and
/// Cornelius 1996). Values may be missing at random given what was observed before.
/// </summary>
public static class MixedModel
{
    public static Computed<MixedModelResult> Fit(IReadOnlyList<OutcomeRow> rows, IReadOnlyList<string> arms, IReadOnlyList<string> baselines, double level = 0.95)
    {
        var used = rows.Where(r => r.Value is not null && r.Checkpoint is not null).ToArray();
        var checkpoints = CheckpointComparisons.InOrder(used);
        var filled = arms.Where(a => used.Any(r => r.Arm == a)).ToArray();
        if (checkpoints.Length < 2) return new Refusal("The mixed model needs values at two checkpoints or more.");
        if (filled.Length == 0) return new Refusal("No arm has values at any checkpoint.");

        var cells = (from arm in filled from checkpoint in checkpoints select (Arm: arm, Checkpoint: checkpoint)).ToArray();
        if (cells.FirstOrDefault(c => !used.Any(r => r.Arm == c.Arm && r.Checkpoint == c.Checkpoint)) is { Arm: not null } empty)
            return new Refusal($"Arm '{empty.Arm}' has no value at checkpoint {empty.Checkpoint}, so arm by checkpoint cannot be estimated.");

        var index = cells.Select((cell, i) => (cell, i)).ToDictionary(c => c.cell, c => c.i);
        var participants = used.GroupBy(r => r.Id, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (IReadOnlyList<(int, double)>)[.. g.Select(r => (index[(r.Arm, r.Checkpoint!)], r.Value!.Value))]).ToArray();
        if (participants.Max(p => p.Count) < 2) return new Refusal("No participant has two values, so the variance between participants cannot be told from the residual.");

        return RandomInterceptFit.Of(new(cells.Length, participants)).Bind(fit => Report(fit, cells, filled, checkpoints, baselines, participants.Length, level));
    }

    private static Computed<MixedModelResult> Report(RandomInterceptFit fit, (string Arm, string Checkpoint)[] cells, string[] arms, string[] checkpoints, IReadOnlyList<string> baselines, int participants, double level)
    {
        var terms = cells.Select((cell, i) =>
        {
            var (mean, se, df) = fit.Contrast(Weights((i, 1)));
            return new ModelTerm(cell.Arm, cell.Checkpoint, mean, se, df, Around(mean, se, df, level));
        }).ToArray();
        var pairs = baselines.Count > 0
            ? from arm in arms where !baselines.Contains(arm) from baseline in baselines where arms.Contains(baseline) select (arm, baseline)
            : from later in Enumerable.Range(0, arms.Length) from earlier in Enumerable.Range(0, later) select (arm: arms[later], baseline: arms[earlier]);
        var contrasts = from pair in pairs from checkpoint in (string?[])[.. checkpoints, null] select Compare(pair.arm, pair.baseline, checkpoint);
        return new MixedModelResult(
            participants, fit.Rows, fit.Between, fit.Residual, fit.Between / (fit.Between + fit.Residual), fit.Criterion,
            terms, [.. contrasts], Interaction(),
            fit.Between == 0 ? "The variance between participants is estimated as 0; degrees of freedom are those of independent rows." : "Degrees of freedom after Satterthwaite.");

        double[] Weights(params (int Cell, double Weight)[] parts)
        {
            var weights = new double[cells.Length];
            foreach (var (cell, weight) in parts) weights[cell] += weight;
            return weights;
        }

        int Cell(string arm, string checkpoint) => Array.IndexOf(cells, (arm, checkpoint));

        ModelContrast Compare(string arm, string baseline, string? checkpoint)
        {
            string[] over = checkpoint is null ? checkpoints : [checkpoint];
            var (difference, se, df) = fit.Contrast(Weights([.. over.SelectMany(c => new[] { (Cell(arm, c), 1.0 / over.Length), (Cell(baseline, c), -1.0 / over.Length) })]));
            return new(arm, baseline, checkpoint, difference, se, difference / se, df, StudentT.TwoSided(difference / se, df), Around(difference, se, df, level));
        }

        Computed<ModelTest> Interaction() => arms.Length < 2
            ? new Refusal("An interaction needs two arms with values.")
            : fit.Test([.. from arm in arms.Skip(1) from checkpoint in checkpoints.Skip(1) select Weights((Cell(arm, checkpoint), 1), (Cell(arm, checkpoints[0]), -1), (Cell(arms[0], checkpoint), -1), (Cell(arms[0], checkpoints[0]), 1))]);
    }

    private static Interval Around(double centre, double se, double df, double level)
    {
        var half = StudentT.Critical(level, df) * se;
        return new(centre - half, centre + half, level);
    }
}
