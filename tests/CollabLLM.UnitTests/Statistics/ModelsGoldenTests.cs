using System.Globalization;
using CollabLLM.Core.Statistics;
using CollabLLM.Core.Statistics.Comparisons;
using CollabLLM.Core.Statistics.Models;

namespace CollabLLM.UnitTests.Statistics;

/// <summary>20 fits by R's lme4 and 22 by R's ordinal; models agree to 1e-4.</summary>
public sealed class ModelsGoldenTests
{
    private const double Near = 1e-4;

    [Fact]
    public void The_mixed_model_matches_lme4() => Golden.ForEach("mixed_models.json", table =>
    {
        string[] arms = [.. table.GetProperty("arms").EnumerateArray().Select(a => a.GetString()!)];
        var (ids, turns, values) = (table.GetProperty("id").Numbers(), table.GetProperty("t").Numbers(), table.GetProperty("y").Numbers());
        OutcomeRow[] rows = [.. table.GetProperty("arm").EnumerateArray().Select((arm, i) => new OutcomeRow(Text(ids[i]), arm.GetString()!, values[i], Text(turns[i])))];

        var model = MixedModel.Fit(rows, arms, [arms[0]]).Value;

        Golden.Close(table.GetProperty("criterion").GetDouble(), model.RemlCriterion, 1e-6, "REML criterion");
        Golden.Close(table.GetProperty("residual").GetDouble(), model.ResidualVariance, Near, "residual variance");
        Assert.True(Math.Abs(table.GetProperty("between").GetDouble() - model.ParticipantVariance) < Near * Math.Max(0.1, model.ParticipantVariance), $"participant variance {model.ParticipantVariance}");
        foreach (var (expected, cell) in table.GetProperty("means").Numbers().Zip(model.Cells)) Golden.Close(expected, cell.Mean, Near, cell.Arm + cell.Checkpoint);
        foreach (var (expected, cell) in table.GetProperty("se").Numbers().Zip(model.Cells)) Golden.Close(expected, cell.Se, Near, "se");
        var contrast = model.Contrasts.Single(c => c.Arm == arms[^1] && c.Checkpoint is null);
        Golden.Close(table.GetProperty("contrast")[0].GetDouble(), contrast.Difference, Near, "contrast");
        Golden.Close(table.GetProperty("contrast")[1].GetDouble(), contrast.Se, Near, "contrast se");
        if (!table.GetProperty("contrast")[2].IsNull()) Golden.Close(table.GetProperty("contrast")[2].GetDouble(), contrast.Df, 1e-3, "Satterthwaite df");
    });

    [Fact]
    public void The_cumulative_link_model_matches_ordinal() => Golden.ForEach("cumulative_link.json", table =>
    {
        var values = table.GetProperty("y").Numbers();
        var arms = table.GetProperty("arm").EnumerateArray().Select((arm, i) => (Arm: arm.GetString()!, Value: values[i])).GroupBy(r => r.Arm)
            .Select(g => (g.Key, new Observations(g.Select(r => r.Value)))).ToArray();

        var model = CumulativeLinkModel.Fit(arms, "base").Value;

        foreach (var (expected, threshold) in table.GetProperty("thresholds").Numbers().Zip(model.Thresholds)) Golden.Close(expected, threshold.Value, Near, "threshold");
        foreach (var (expected, arm) in table.GetProperty("coefficients").Numbers().Zip(model.Arms)) Golden.Close(expected, arm.Coefficient, Near, "coefficient");
        double[] errors = [.. model.Thresholds.Select(t => t.Se), .. model.Arms.Select(a => a.Se)];
        foreach (var (expected, se) in table.GetProperty("se").Numbers().Zip(errors)) Golden.Close(expected, se, Near, "se");
        Golden.Close(table.GetProperty("logLikelihood").GetDouble(), model.LogLikelihood, 1e-6, "log likelihood");
        Golden.Close(table.GetProperty("statistic").GetDouble(), model.LikelihoodRatio.Statistic, Near, "likelihood ratio");
    });

    [Fact]
    public void Models_refuse_what_cannot_be_fitted()
    {
        OutcomeRow[] once = [new("1", "base", 5, "3"), new("2", "base", 6, "6"), new("3", "collab", 7, "3"), new("4", "collab", 8, "6")];

        Assert.Contains("two values", MixedModel.Fit(once, ["base", "collab"], []).Reason);
        Assert.Contains("two checkpoints", MixedModel.Fit([once[0], once[2]], ["base", "collab"], []).Reason);
        Assert.Contains("no value at checkpoint", MixedModel.Fit([.. once[..3], new("3", "collab", 8, "3")], ["base", "collab"], []).Reason);
        Assert.Contains("no spread", MixedModel.Fit([.. from id in "abcd" from t in "36" select new OutcomeRow(id.ToString(), id < 'c' ? "base" : "collab", 7, t.ToString())], ["base", "collab"], []).Reason);
        Assert.Contains("entirely above or below", CumulativeLinkModel.Fit([("base", new([1, 2, 2])), ("collab", new([9, 9, 10]))], "base").Reason);
        Assert.Contains("All ratings are equal", CumulativeLinkModel.Fit([("base", new([7, 7])), ("collab", new([7, 7]))], "base").Reason);
        Assert.Contains("Fewer than two arms", CumulativeLinkModel.Fit([("base", new([7, 8])), ("collab", new([]))], "base").Reason);
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
