using System.Text.Json;
using CollabLLM.Core.Statistics.Comparisons;

namespace CollabLLM.UnitTests.Statistics;

public sealed class ComparisonTests
{
    private static OutcomeRow[] Rows(string arm, params double?[] values) => [.. values.Select((v, i) => new OutcomeRow($"{arm}{i}", arm, v))];

    private static OutcomeRow[] Binary(string arm, int yes, int n) => [.. Enumerable.Range(0, n).Select(i => new OutcomeRow($"{arm}{i}", arm, i < yes ? 1 : 0))];

    private static Comparison Build(OutcomeKind kind, IEnumerable<OutcomeRow> rows, params string[] baselines) =>
        ComparisonBuilder.Build([.. rows], new("quality", kind) { Baselines = baselines, Resamples = 500 });

    [Fact]
    public void Arms_are_not_ranked_when_the_data_do_not_say()
    {
        // The paper's implied counts of very good documents: Fisher p = 0.067.
        var comparison = Build(OutcomeKind.Binary, [.. Binary("base", 24, 61), .. Binary("collab", 33, 58)], "base");

        Assert.Equal(FindingKind.Undecided, comparison.Finding.Kind);
        Assert.Contains("not ranked", comparison.Finding.Sentence);
        Assert.Null(comparison.Finding.Ranking);
        Assert.Equal(0.067, comparison.Pairs[0].FisherExact!.Value.P, 3);
        Assert.Equal(33 / 58.0 - 24 / 61.0, comparison.Pairs[0].RiskDifference!.Value.Value, 12);
    }

    [Fact]
    public void A_significant_difference_is_said_with_its_interval_and_corrected_p()
    {
        var comparison = Build(OutcomeKind.Binary, [.. Binary("base", 26, 61), .. Binary("collab", 37, 58)], "base");

        Assert.Equal(FindingKind.Difference, comparison.Finding.Kind);
        Assert.Contains("higher with collab than with base", comparison.Finding.Sentence);
        Assert.Contains("p = 0.028", comparison.Finding.Sentence);
    }

    [Fact]
    public void Missing_values_are_counted_and_never_read_as_zero()
    {
        var comparison = Build(OutcomeKind.Measure, [.. Rows("base", 1, null, 3), .. Rows("collab", null, 5, 7)], "base");

        Assert.Equal((6, 2), (comparison.Rows, comparison.Missing));
        Assert.Equal([1, 1], comparison.Arms.Select(a => a.Missing));
        Assert.Equal(4, comparison.Pairs[0].MeanDifference.Value);
        Assert.True(comparison.DifferentialMissing.IsKnown);
    }

    [Fact]
    public void An_empty_arm_is_shown_and_refused_with_its_reason()
    {
        var comparison = Build(OutcomeKind.Rating, [.. Rows("base", null, null), .. Rows("collab", 7, 8, 9)], "base");

        Assert.Equal(FindingKind.NothingCanBeSaid, comparison.Finding.Kind);
        Assert.Contains("empty", comparison.Pairs[0].Welch.Reason);
        Assert.Contains(comparison.Warnings, w => w.Contains("'base' has no values", StringComparison.Ordinal));
        Assert.DoesNotContain("NaN", ComparisonJson.Write(comparison), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(OutcomeKind.Rating)]
    [InlineData(OutcomeKind.Binary)]
    [InlineData(OutcomeKind.Duration)]
    [InlineData(OutcomeKind.Count)]
    [InlineData(OutcomeKind.Measure)]
    public void Nothing_is_ever_NaN_however_little_there_is(OutcomeKind kind)
    {
        double?[][] little = [[], [null], [1], [1, 1], [0, 1], [0, 0, 0], [1, 1, null, 0]];
        foreach (var a in little)
            foreach (var b in little)
            {
                if (a.Length + b.Length == 0) continue;
                var json = ComparisonJson.Write(ComparisonBuilder.Build([.. Rows("a", a), .. Rows("b", b)], new("y", kind) { Arms = ["a", "b"], Baselines = ["a"], Resamples = 200, EquivalenceMargin = 0.5 }));
                Assert.DoesNotContain("NaN", json, StringComparison.Ordinal);
                Assert.DoesNotContain("Infinity", json, StringComparison.Ordinal);
            }
    }

    [Fact]
    public void Nothing_is_ever_NaN_on_wild_tables()
    {
        double?[] wild = [null, 0, 0, 1, 1, -1, 5, 5, 5.0000001, 1e-60, 1e-80, 1e60, -1e60, 1e15, 1e15 + 1];
        var random = new Core.Statistics.Numerics.SeededRandom(12);
        for (var table = 0; table < 60; table++)
        {
            var (kinds, some) = (Enum.GetValues<OutcomeKind>(), wild[..(2 + random.NextIndex(wild.Length - 2))]);
            var kind = some.All(v => v is null or 0 or 1) ? OutcomeKind.Binary : kinds[random.NextIndex(kinds.Length)];
            OutcomeRow[] rows = [.. Enumerable.Range(0, 1 + random.NextIndex(40)).Select(i => new OutcomeRow($"p{i / (1 + table % 3)}", "abc"[random.NextIndex(3)].ToString(), some[random.NextIndex(some.Length)], table % 2 == 0 ? (i % 3).ToString() : null))];
            if (kind == OutcomeKind.Binary && !some.All(v => v is null or 0 or 1)) continue;

            var json = ComparisonJson.Write(ComparisonBuilder.Build(rows, new("y", kind) { Resamples = 200, EquivalenceMargin = 1 }));

            Assert.DoesNotContain("NaN", json, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_participant_with_many_values_counts_once()
    {
        OutcomeRow[] rows =
        [
            .. Enumerable.Range(0, 12).SelectMany(p => Enumerable.Range(0, 5).Select(_ => new OutcomeRow($"b{p}", "base", p % 4))),
            .. Enumerable.Range(0, 12).Select(p => new OutcomeRow($"c{p}", "collab", p % 4 + 1)),
        ];

        var comparison = Build(OutcomeKind.Measure, rows, "base");

        Assert.Equal(12, comparison.Arms[0].N);
        Assert.Equal(60, comparison.Arms[0].Rows);
        Assert.Equal(12, comparison.Pairs[0].BaselineN);
        Assert.NotNull(comparison.Arms[0].RowMean);
        Assert.Null(comparison.Arms[1].RowMean);
    }

    [Fact]
    public void Numbers_depend_on_rows_and_seed_and_not_on_the_order_of_rows()
    {
        OutcomeRow[] rows = [.. Enumerable.Range(0, 60).Select(i => new OutcomeRow($"p{i}", i % 2 == 0 ? "base" : "collab", Math.Sin(i) * 3))];
        ComparisonRequest request = new("y", OutcomeKind.Measure) { Arms = ["base", "collab"], Resamples = 500, Seed = 5 };

        var first = ComparisonJson.Write(ComparisonBuilder.Build(rows, request));

        Assert.Equal(first, ComparisonJson.Write(ComparisonBuilder.Build([.. rows.Reverse()], request)));
        Assert.NotEqual(first, ComparisonJson.Write(ComparisonBuilder.Build(rows, request with { Seed = 6 })));
    }

    [Fact]
    public void The_best_baseline_follows_the_direction_of_the_outcome()
    {
        OutcomeRow[] rows = [.. Rows("base", 10, 12, 14), .. Rows("pro", 20, 22, 24), .. Rows("collab", 8, 9, 10)];
        ComparisonRequest request = new("time", OutcomeKind.Duration) { Baselines = ["base", "pro"], Resamples = 200 };

        Assert.Equal("pro", ComparisonBuilder.Build(rows, request).BestBaseline);
        Assert.Equal("base", ComparisonBuilder.Build(rows, request with { HigherIsBetter = false }).BestBaseline);
    }

    [Fact]
    public void Late_checkpoints_warn_that_their_participants_selected_themselves()
    {
        var rows = from p in Enumerable.Range(0, 20) from t in new[] { 3, 6, 9 } where t < 9 || p % 3 > 0 select new OutcomeRow($"p{p}", p % 2 == 0 ? "base" : "collab", (p * 7 + t) % 10 + 1, t.ToString());

        var comparison = ComparisonBuilder.Build([.. rows], new("interaction", OutcomeKind.Rating) { Baselines = ["base"], MinimumTurns = 8, Resamples = 200 });

        Assert.Contains(comparison.Warnings, w => w.Contains("Checkpoint 9 comes after the minimum of 8 turns", StringComparison.Ordinal));
        Assert.Equal([false, false, true], comparison.Checkpoints.Select(c => c.Selected));
        Assert.True(comparison.MixedModel!.IsKnown);
    }

    [Fact]
    public void Every_explained_number_names_code_that_exists_and_the_model_reads_back_as_written()
    {
        var comparison = Build(OutcomeKind.Rating, [.. Rows("base", 7, 8, 8, 9, 6), .. Rows("collab", 8, 9, 9, 10, 7)], "base");
        var json = ComparisonJson.Write(comparison);

        Assert.All(comparison.How.Values, how => Assert.NotNull(typeof(Comparison).Assembly.GetType(how.Code)));
        Assert.Equal(json, ComparisonJson.Write(ComparisonJson.Read(json)));
        var pair = JsonDocument.Parse(json).RootElement.GetProperty("pairs")[0];
        foreach (var name in new[] { "meanDifference", "tInterval", "bcaInterval", "welch", "mannWhitney", "permutation", "hodgesLehmann", "cohensD", "hedgesG", "cliffsDelta", "bayesNormal", "holm", "benjaminiHochberg" })
            Assert.True(pair.TryGetProperty(name, out _) && (comparison.How.ContainsKey(name)), name);
    }

    [Fact]
    public void An_unknown_baseline_is_named_with_the_arms_there_are()
    {
        var fault = Assert.Throws<ArgumentException>(() => Build(OutcomeKind.Measure, Rows("base", 1, 2), "bse"));

        Assert.Equal("There is no arm 'bse' to be a baseline. The arms are: base.", fault.Message);
    }
}
