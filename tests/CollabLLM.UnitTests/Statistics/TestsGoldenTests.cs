using System.Text.Json;
using CollabLLM.Core.Statistics;
using CollabLLM.Core.Statistics.Agreement;
using CollabLLM.Core.Statistics.Bayes;
using CollabLLM.Core.Statistics.Corrections;
using CollabLLM.Core.Statistics.Means;
using CollabLLM.Core.Statistics.Pooling;
using CollabLLM.Core.Statistics.Proportions;
using CollabLLM.Core.Statistics.Ranks;
using CollabLLM.Core.Statistics.Resampling;
using CollabLLM.Core.Statistics.Sequential;
using CollabLLM.Core.Statistics.Survival;
using CollabLLM.Core.Statistics.Words;

namespace CollabLLM.UnitTests.Statistics;

/// <summary>Everything beside two arms of numbers, against SciPy, statsmodels and R; 20 tables or more each.</summary>
public sealed class TestsGoldenTests
{
    [Fact]
    public void Kruskal_Wallis_matches_scipy() => Golden.ForEach("several_arms.json", table =>
    {
        var test = KruskalWallisTest.Run([.. table.GetProperty("arms").EnumerateArray().Select(a => a.Observations())]);
        Overall(table.GetProperty("kruskal"), test, "Kruskal-Wallis");
    });

    [Fact]
    public void Shares_match_statsmodels_and_scipy() => Golden.ForEach("binary.json", table =>
    {
        int a = table.GetProperty("a").GetInt32(), m = table.GetProperty("m").GetInt32(), b = table.GetProperty("b").GetInt32(), n = table.GetProperty("k").GetInt32();
        int[][] counts = [[a, m - a], [b, n - b]];
        Share(table.GetProperty("wilson")[0], WilsonInterval.Of(a, m));
        Share(table.GetProperty("wilson")[1], WilsonInterval.Of(b, n));
        var difference = RiskDifference.Of(a, m, b, n);
        if (!Golden.Agrees(table.GetProperty("difference"), difference, "difference")) return;
        Golden.Close(table.GetProperty("difference")[0].GetDouble(), difference.Value.Value);
        Golden.Close(table.GetProperty("difference")[1].GetDouble(), difference.Value.Interval.Value.Low, 1e-6, "Newcombe low");
        Golden.Close(table.GetProperty("difference")[2].GetDouble(), difference.Value.Interval.Value.High, 1e-6, "Newcombe high");
        var (ratio, expected) = (RiskRatio.Of(a, m, b, n), table.GetProperty("ratio"));
        if (Golden.Agrees(expected, ratio, "ratio"))
        {
            Golden.Close(expected.GetProperty("value").GetDouble(), ratio.Value.Value);
            Golden.Close(expected.GetProperty("low").GetDouble(), ratio.Value.Interval.Value.Low, 1e-6, "ratio low");
            Golden.Close(expected.GetProperty("high").GetDouble(), ratio.Value.Interval.Value.High, 1e-6, "ratio high");
        }

        var fisher = FisherExactTest.Run(counts);
        if (Golden.Agrees(table.GetProperty("fisher"), fisher, "Fisher")) Golden.Close(table.GetProperty("fisher").GetDouble(), fisher.Value, 1e-6, "Fisher p");
        var chiSquare = ChiSquareTest.Run(counts);
        if (Golden.Agrees(table.GetProperty("chiSquare"), chiSquare, "chi-square")) Golden.Close(table.GetProperty("chiSquare")[1].GetDouble(), chiSquare.Value.P, 1e-6, "chi-square p");
        Golden.Close(table.GetProperty("bayes").GetDouble(), BetaBinomialComparison.Of(a, m, b, n).Value.ProbabilityHigher, 1e-6, "P(higher)");
    });

    [Theory]
    [InlineData(54, 53, 0.76, 2)]
    [InlineData(24, 33, 0.067, 3)]
    [InlineData(26, 37, 0.028, 3)]
    public void The_papers_implied_counts_give_its_p_values(int baselineYes, int armYes, double p, int digits) =>
        Assert.Equal(p, Math.Round(FisherExactTest.Run(armYes, 58, baselineYes, 61).Value, digits));

    [Fact]
    public void Fisher_of_larger_tables_matches_R() => Golden.ForEach("fisher_tables.json", table =>
    {
        var p = FisherExactTest.Run([.. table.GetProperty("table").EnumerateArray().Select(r => r.EnumerateArray().Select(c => (int)c.GetDouble()).ToArray())]);
        if (Golden.Agrees(table.GetProperty("p"), p, "Fisher")) Golden.Close(table.GetProperty("p").GetDouble(), p.Value, 1e-6, "p");
    });

    [Fact]
    public void The_exact_rank_interval_matches_R() => Golden.ForEach("rank_shift.json", table =>
    {
        var (a, b) = (table.GetProperty("a").Observations(), table.GetProperty("b").Observations());
        var (test, shift) = (MannWhitneyTest.Run(a, b).Value, HodgesLehmannShift.Of(a, b).Value);
        Golden.Close(table.GetProperty("u").GetDouble(), test.U, 1e-9, "U");
        Golden.Close(table.GetProperty("p").GetDouble(), test.P, 1e-6, "p");
        Golden.Close(table.GetProperty("shift").GetDouble(), shift.Value, 1e-6, "shift");
        Golden.Close(table.GetProperty("interval"), shift.Interval.Value, 1e-6, "shift interval");
    });

    [Fact]
    public void Corrections_match_statsmodels() => Golden.ForEach("corrections.json", table =>
    {
        double?[] p = [.. table.GetProperty("p").Numbers()];
        foreach (var (name, adjusted) in new[] { ("holm", MultipleComparisons.Holm(p)), ("bh", MultipleComparisons.BenjaminiHochberg(p)) })
            foreach (var (expected, actual) in table.GetProperty(name).Numbers().Zip(adjusted)) Golden.Close(expected, actual!.Value, 1e-9, name);
    });

    [Fact]
    public void Log_rank_matches_statsmodels() => Golden.ForEach("survival.json", table =>
    {
        var arms = table.GetProperty("rows").EnumerateArray().GroupBy(r => r[0].GetInt32()).OrderBy(g => g.Key)
            .Select(g => (IReadOnlyList<SurvivalTime>)[.. g.Select(r => new SurvivalTime(r[1].GetDouble(), r[2].GetInt32() == 1))]);
        Overall(table.GetProperty("logRank"), LogRankTest.Run([.. arms]), "log-rank");
    });

    [Fact]
    public void Kappa_matches_statsmodels() => Golden.ForEach("kappa.json", table =>
    {
        var rows = table.GetProperty("table");
        var k = rows.GetArrayLength();
        var counts = new int[k, k];
        for (var i = 0; i < k; i++)
            for (var j = 0; j < k; j++) counts[i, j] = rows[i][j].GetInt32();
        foreach (var (name, weights) in new[] { ("none", KappaWeights.None), ("linear", KappaWeights.Linear), ("quadratic", KappaWeights.Quadratic) })
        {
            var (expected, kappa) = (table.GetProperty(name), CohensKappa.Of(counts, weights));
            if (!Golden.Agrees(expected, kappa, name)) continue;
            Golden.Close(expected[0].GetDouble(), kappa.Value.Value, 1e-6, "kappa");
            if (!Golden.Agrees(expected[1], kappa.Value.Interval, "kappa interval")) continue;
            Golden.Close(expected[1].GetDouble(), kappa.Value.Interval.Value.Low, 1e-6, name + " low");
            Golden.Close(expected[2].GetDouble(), kappa.Value.Interval.Value.High, 1e-6, name + " high");
        }
    });

    [Fact]
    public void Rank_correlations_match_scipy() => Golden.ForEach("correlations.json", table =>
    {
        var (x, y) = (table.GetProperty("x").Numbers(), table.GetProperty("y").Numbers());
        foreach (var (name, value) in new[] { ("spearman", RankCorrelation.Spearman(x, y)), ("kendall", RankCorrelation.Kendall(x, y)) })
            if (Golden.Agrees(table.GetProperty(name), value, name)) Golden.Close(table.GetProperty(name).GetDouble(), value.Value, 1e-6, name);
    });

    [Fact]
    public void Pooling_matches_statsmodels() => Golden.ForEach("pooling.json", table =>
    {
        StudyEffect[] studies = [.. table.GetProperty("effects").Numbers().Zip(table.GetProperty("se").Numbers(), (e, s) => new StudyEffect("a study", e, s))];
        var (pooled, random) = (EffectPooling.Fixed(studies).Value, EffectPooling.Random(studies).Value);
        Golden.Close(table.GetProperty("fixed")[0].GetDouble(), pooled.Effect, 1e-6, "fixed");
        Golden.Close(table.GetProperty("fixed")[1].GetDouble(), pooled.Se, 1e-6, "fixed se");
        Golden.Close(table.GetProperty("fixedInterval"), pooled.Interval);
        Golden.Close(table.GetProperty("random")[0].GetDouble(), random.Effect, 1e-6, "random");
        Golden.Close(table.GetProperty("random")[1].GetDouble(), random.Se, 1e-6, "random se");
        Golden.Close(table.GetProperty("randomInterval"), random.Interval);
        Golden.Close(table.GetProperty("q").GetDouble(), random.Q, 1e-6, "Q");
        Golden.Close(Math.Max(0, table.GetProperty("tau2").GetDouble()), random.TauSquared, 1e-6, "tau2");
    });

    [Fact]
    public void Power_and_size_match_statsmodels() => Golden.ForEach("power.json", table =>
    {
        var (d, alpha) = (table.GetProperty("d").GetDouble(), table.GetProperty("alpha").GetDouble());
        Golden.Close(table.GetProperty("power").GetDouble(), TwoMeansPower.Power(d, table.GetProperty("a").GetInt32(), table.GetProperty("b").GetInt32(), alpha), 1e-6, "power");
        Assert.Equal(table.GetProperty("sizePerArm").GetInt32(), TwoMeansPower.SizePerArm(d, 0.8, alpha));
    });

    [Fact]
    public void Boundaries_match_an_independent_integration() => Golden.ForEach("boundaries.json", table =>
    {
        var spending = Enum.Parse<Spending>(table.GetProperty("spending").GetString()!, ignoreCase: true);
        var looks = SequentialPlan.Looks(table.GetProperty("fractions").Numbers(), spending, table.GetProperty("alpha").GetDouble());
        foreach (var (expected, look) in table.GetProperty("z").Numbers().Zip(looks)) Golden.Close(expected, look.BoundaryZ, 1e-6, "z");
    });

    [Fact]
    public void Five_looks_give_the_published_boundaries()
    {
        double[] fractions = [0.2, 0.4, 0.6, 0.8, 1];

        // Lan and DeMets' spending functions, alpha 0.05 two-sided: Jennison and Turnbull (2000), tables of chapter 7.
        Assert.Equal([4.877, 3.357, 2.680, 2.290, 2.031], SequentialPlan.Looks(fractions, Spending.OBrienFleming).Select(l => Math.Round(l.BoundaryZ, 3)));
        Assert.Equal([2.438, 2.427, 2.410, 2.397, 2.386], SequentialPlan.Looks(fractions, Spending.Pocock).Select(l => Math.Round(l.BoundaryZ, 3)));
    }

    [Fact]
    public void Distinctive_words_match_the_formula() => Golden.ForEach("words.json", table =>
    {
        var words = DistinctiveWords.Of([table.GetProperty("one").GetString()!], [table.GetProperty("two").GetString()!], table.GetProperty("prior").GetDouble()).Value;
        Assert.Equal(table.GetProperty("words").EnumerateObject().Count(), words.Length);
        foreach (var word in words)
        {
            Golden.Close(table.GetProperty("words").GetProperty(word.Word)[0].GetDouble(), word.LogOddsRatio, 1e-6, word.Word);
            Golden.Close(table.GetProperty("words").GetProperty(word.Word)[1].GetDouble(), word.Z, 1e-6, word.Word);
        }
    });

    [Fact]
    public void Studentized_end_points_match_the_formula_over_the_same_draws() => Golden.ForEach("studentized.json", table =>
    {
        Cluster[] people = [.. table.GetProperty("sums").Numbers().Zip(table.GetProperty("counts").Numbers(), (sum, count) => new Cluster(sum, (int)count))];
        var sample = new ClusteredValues(people);
        DrawnSums Of(IEnumerable<double> drawn)
        {
            var sums = new DrawnSums(sample.Mean);
            foreach (var index in drawn) sums.Add(people[(int)index].Sum, people[(int)index].Count);
            return sums;
        }

        var own = Of(Enumerable.Range(0, people.Length).Select(i => (double)i)).SquaredError(people.Length);
        DrawnSums[] replicates = [.. table.GetProperty("draws").EnumerateArray().Select(d => Of(d.Numbers()))];

        Golden.Close(table.GetProperty("error").GetDouble(), Math.Sqrt(own), 1e-6, "standard error");
        Golden.Close(table.GetProperty("interval"), StudentizedInterval.From(sample.Mean, own, [.. replicates.Select(r => r.Mean)], [.. replicates.Select(r => r.SquaredError(people.Length))], 0.95).Value, 1e-6, "studentized");
    });

    [Fact]
    public void Bca_end_points_match_scipy_on_the_same_replicates() => Golden.ForEach("bca.json", table =>
    {
        var x = table.GetProperty("x").Observations();
        var acceleration = BcaInterval.Acceleration([.. ClusteredValues.Independent(x).LeaveOneOut()]);
        var interval = BcaInterval.From(x.Mean, table.GetProperty("replicates").Numbers(), acceleration, 0.95).Value;
        Golden.Close(table.GetProperty("interval"), interval, 1e-6, "BCa");
    });

    private static void Overall(JsonElement expected, Computed<OverallTestResult> actual, string what)
    {
        if (!Golden.Agrees(expected, actual, what)) return;
        Golden.Close(expected[0].GetDouble(), actual.Value.Statistic, 1e-6, what);
        Golden.Close(expected[1].GetDouble(), actual.Value.P, 1e-6, what + " p");
    }

    private static void Share(JsonElement expected, Computed<Interval> actual)
    {
        if (Golden.Agrees(expected, actual, "Wilson")) Golden.Close(expected, actual.Value, 1e-6, "Wilson");
    }
}
