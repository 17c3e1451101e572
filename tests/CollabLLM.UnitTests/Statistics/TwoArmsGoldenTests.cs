using System.Text.Json;
using CollabLLM.Core.Statistics;
using CollabLLM.Core.Statistics.Bayes;
using CollabLLM.Core.Statistics.Checks;
using CollabLLM.Core.Statistics.Means;
using CollabLLM.Core.Statistics.Numerics;
using CollabLLM.Core.Statistics.Ranks;
using CollabLLM.Core.Statistics.Resampling;

namespace CollabLLM.UnitTests.Statistics;

/// <summary>29 tables by SciPy and statsmodels: ties, tiny n, no spread, empty arms, missing values, heavy tails.</summary>
public sealed class TwoArmsGoldenTests
{
    private static void ForEach(Action<JsonElement, Observations, Observations> check) =>
        Golden.ForEach("two_arms.json", t => check(t, t.GetProperty("a").Observations(), t.GetProperty("b").Observations()));

    [Fact]
    public void Means_spreads_quartiles_and_t_intervals_match_scipy() => ForEach((table, a, b) =>
    {
        foreach (var (values, i) in new[] { (a, 0), (b, 1) })
        {
            Assert.Equal(table.GetProperty("n")[i].GetInt32(), values.Count);
            if (values.Count > 0) Golden.Close(table.GetProperty("mean")[i].GetDouble(), values.Mean, 1e-9, "mean");
            if (values.Count > 1) Golden.Close(table.GetProperty("sd")[i].GetDouble(), values.StandardDeviation, 1e-6, "sd");
            if (values.Count > 0)
                foreach (var (q, at) in new[] { (0.25, 0), (0.5, 1), (0.75, 2) }) Golden.Close(table.GetProperty("quartiles")[i][at].GetDouble(), values.Quantile(q), 1e-9, "quartile");
            var interval = MeanInterval.StudentT(values);
            if (Golden.Agrees(table.GetProperty("tInterval")[i], interval, "t interval")) Golden.Close(table.GetProperty("tInterval")[i], interval.Value);
        }
    });

    [Fact]
    public void Welch_and_equivalence_match_scipy_and_statsmodels() => ForEach((table, a, b) =>
    {
        var (expected, welch) = (table.GetProperty("welch"), WelchTest.Run(a, b));
        if (!Golden.Agrees(expected, welch, "Welch")) return;
        Golden.Close(expected.GetProperty("t").GetDouble(), welch.Value.T, 1e-6, "t");
        Golden.Close(expected.GetProperty("df").GetDouble(), welch.Value.Df, 1e-6, "df");
        Golden.Close(expected.GetProperty("p").GetDouble(), welch.Value.P, 1e-6, "p");
        Golden.Close(expected.GetProperty("interval"), welch.Value.Interval, 1e-6, "Welch interval");
        var equivalence = table.GetProperty("equivalence");
        Golden.Close(equivalence.GetProperty("p").GetDouble(), EquivalenceTest.Run(a, b, equivalence.GetProperty("margin").GetDouble()).Value.P, 1e-6, "TOST p");
    });

    [Fact]
    public void Cohens_d_and_Hedges_g_match_the_noncentral_t_of_scipy() => ForEach((table, a, b) =>
    {
        var cohen = StandardizedDifference.CohensD(a, b);
        var expected = table.GetProperty("cohensD");
        if (expected.IsNull() && cohen.IsKnown)
        {
            // Arms that are so far apart that SciPy's noncentral t fails: the point stands, the product may give or refuse the interval.
            Assert.True(Math.Abs(cohen.Value.Value) > 5, "d should be refused");
            return;
        }

        if (!Golden.Agrees(expected, cohen, "d")) return;
        foreach (var (name, effect) in new[] { ("cohensD", cohen), ("hedgesG", StandardizedDifference.HedgesG(a, b)) })
        {
            Golden.Close(table.GetProperty(name)[0].GetDouble(), effect.Value.Value, 1e-6, name);
            Golden.Close(table.GetProperty(name)[1].GetDouble(), effect.Value.Interval.Value.Low, 1e-6, name + " low");
            Golden.Close(table.GetProperty(name)[2].GetDouble(), effect.Value.Interval.Value.High, 1e-6, name + " high");
        }
    });

    [Fact]
    public void Mann_Whitney_matches_scipy_exact_and_normal() => ForEach((table, a, b) =>
    {
        var (expected, test) = (table.GetProperty("mannWhitney"), MannWhitneyTest.Run(a, b));
        if (!Golden.Agrees(expected, test, "Mann-Whitney")) return;
        Golden.Close(expected.GetProperty("u").GetDouble(), test.Value.U, 1e-12, "U");
        Golden.Close(expected.GetProperty("p").GetDouble(), test.Value.P, 1e-6, "p");
        Assert.Equal(expected.GetProperty("exact").GetInt32() == 1, test.Value.Method == "exact");
    });

    [Fact]
    public void Shift_and_Cliffs_delta_match_all_pairs_written_out() => ForEach((table, a, b) =>
    {
        var (shift, delta) = (HodgesLehmannShift.Of(a, b), CliffsDelta.Of(a, b));
        if (!Golden.Agrees(table.GetProperty("hodgesLehmann"), shift, "shift") || !Golden.Agrees(table.GetProperty("cliffsDelta"), delta, "delta")) return;
        Golden.Close(table.GetProperty("hodgesLehmann").GetProperty("shift").GetDouble(), shift.Value.Value, 1e-9, "shift");
        Golden.Close(table.GetProperty("cliffsDelta").GetProperty("delta").GetDouble(), delta.Value.Value, 1e-9, "delta");
        var interval = table.GetProperty("cliffsDelta").GetProperty("interval");
        if (Golden.Agrees(interval, delta.Value.Interval, "interval of delta")) Golden.Close(interval, delta.Value.Interval.Value);
    });

    [Fact]
    public void A_permutation_test_of_few_values_visits_all_rearrangements() => ForEach((table, a, b) =>
    {
        if (table.GetProperty("permutation").IsNull()) return;
        var test = PermutationTest.Run(a, b, 1000, new SeededRandom(1)).Value;
        Assert.StartsWith("exact", test.Method, StringComparison.Ordinal);
        Golden.Close(table.GetProperty("permutation").GetDouble(), test.P, 1e-9, "permutation p");
    });

    [Fact]
    public void The_probability_of_a_higher_mean_matches_quadrature() => ForEach((table, a, b) =>
    {
        var (expected, bayes) = (table.GetProperty("probabilityHigher"), NormalComparison.Of(a, b));
        if (Golden.Agrees(expected, bayes, "probability")) Golden.Close(expected.GetDouble(), bayes.Value.ProbabilityHigher, 1e-6, "probability");
    });

    [Fact]
    public void Normality_and_equal_spread_match_scipy() => ForEach((table, a, b) =>
    {
        foreach (var (values, i) in new[] { (a, 0), (b, 1) })
        {
            var (expected, test) = (table.GetProperty("normality")[i], NormalityTest.Run(values));
            if (!Golden.Agrees(expected, test, "normality")) continue;
            Golden.Close(expected[0].GetDouble(), test.Value.Statistic, 1e-6, "K2");
            Golden.Close(expected[1].GetDouble(), test.Value.P, 1e-6, "p");
        }

        var spread = BrownForsytheTest.Run([a, b]);
        if (!Golden.Agrees(table.GetProperty("equalSpread"), spread, "equal spread")) return;
        Golden.Close(table.GetProperty("equalSpread")[0].GetDouble(), spread.Value.Statistic, 1e-6, "F");
        Golden.Close(table.GetProperty("equalSpread")[1].GetDouble(), spread.Value.P, 1e-6, "p");
    });
}
