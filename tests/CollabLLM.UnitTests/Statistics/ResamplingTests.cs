using CollabLLM.Core.Statistics;
using CollabLLM.Core.Statistics.Distributions;
using CollabLLM.Core.Statistics.Numerics;
using CollabLLM.Core.Statistics.Resampling;

namespace CollabLLM.UnitTests.Statistics;

/// <summary>The fast ways of resampling have the distribution of the plain ones. All seeded; limits are 4.5 standard errors or a chi-square p of 1e-5.</summary>
public sealed class ResamplingTests
{
    [Theory]
    [InlineData(10, 0.3)]
    [InlineData(40, 0.5)]
    [InlineData(200, 0.2)]
    [InlineData(1000, 0.97)]
    public void Binomial_numbers_have_the_binomial_distribution(int n, double p)
    {
        const int draws = 40_000;
        var random = new SeededRandom(3).For($"{n} {p}");
        var counts = new int[n + 1];
        for (var i = 0; i < draws; i++) counts[Binomial.Draw(random, n, p)]++;

        AssertFits(counts, k => Math.Exp(Gamma.LogChoose(n, k) + k * Math.Log(p) + (n - k) * Math.Log(1 - p)), draws);
    }

    [Theory]
    [InlineData(5, 5, 4)]
    [InlineData(300, 500, 90)]
    [InlineData(40, 3, 41)]
    public void Hypergeometric_numbers_have_the_hypergeometric_distribution(int marked, int others, int drawn)
    {
        const int draws = 40_000;
        var random = new SeededRandom(4).For($"{marked} {others}");
        var counts = new int[marked + 1];
        for (var i = 0; i < draws; i++) counts[Hypergeometric.Draw(random, marked, others, drawn)]++;

        AssertFits(counts, k => k > drawn || drawn - k > others ? 0 : Math.Exp(Gamma.LogChoose(marked, k) + Gamma.LogChoose(others, drawn - k) - Gamma.LogChoose(marked + others, drawn)), draws);
    }

    [Theory]
    [InlineData(300, "index draws")]
    [InlineData(5000, "blocks, the last one partial")]
    [InlineData(8192, "full blocks")]
    public void Bootstrap_means_have_the_mean_and_variance_of_drawing_with_replacement(int n, string path)
    {
        var values = new Observations(Enumerable.Range(0, n).Select(i => Math.Sin(i) + i * 1e-3));

        AssertMoments(BootstrapMeans.Draw(ClusteredValues.Independent(values), 20_000, new SeededRandom(5).For(path)).Means, values.Mean, values.SumOfSquares / n / n);
    }

    [Fact]
    public void Few_distinct_values_are_resampled_by_counts_with_the_same_moments()
    {
        var values = new Observations(Enumerable.Range(0, 3000).Select(i => (double)(i % 7)));

        AssertMoments(BootstrapMeans.Draw(ClusteredValues.Independent(values), 20_000, new SeededRandom(6)).Means, values.Mean, values.SumOfSquares / values.Count / values.Count);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(7)]
    public void Each_replicate_knows_its_own_error_however_it_was_drawn(int distinct)
    {
        // The mean of a resample's unbiased variance is that of the sample with n, not n - 1.
        var values = new Observations(Enumerable.Range(0, 300).Select(i => 1e4 + i % distinct));

        var drawn = BootstrapMeans.Draw(ClusteredValues.Independent(values), 20_000, new SeededRandom(9).For($"{distinct}"));

        var expected = values.SumOfSquares / values.Count / values.Count;
        Assert.InRange(drawn.SquaredErrors!.Average() / expected, 0.995, 1.005);
    }

    [Fact]
    public void The_studentized_interval_is_its_quantiles_expanded_by_the_root_of_n_over_n_minus_1()
    {
        double[] values = [3, 4, 4, 5, 7, 8, 8, 9, 9, 10];
        var plain = BootstrapMeans.Draw(ClusteredValues.Independent(new(values)), 2000, new SeededRandom(4));
        var quantiles = StudentizedInterval.From(values.Average(), new Observations(values).Variance / 10, plain.Means, plain.SquaredErrors!, 0.95).Value;

        var interval = new MeanBootstrap(ClusteredValues.Independent(new(values)), 2000, new SeededRandom(4)).OfMeanStudentized().Value;

        Assert.Equal((quantiles.High - values.Average()) * Math.Sqrt(10 / 9.0), interval.High - values.Average(), 9);
        Assert.Equal((values.Average() - quantiles.Low) * Math.Sqrt(10 / 9.0), values.Average() - interval.Low, 9);
    }

    [Fact]
    public void The_studentized_interval_is_refused_where_it_cannot_be_had()
    {
        MeanBootstrap Of(params double[] values) => new(ClusteredValues.Independent(new Observations(values)), 2000, new SeededRandom(10));

        Assert.Contains("at least 8", Of(1, 2, 3).OfMeanStudentized().Reason, StringComparison.Ordinal);
        Assert.Contains("same values", Of(4, 4, 4, 4, 4, 4, 4, 4).OfMeanStudentized().Reason, StringComparison.Ordinal);
        Assert.Contains("no spread", Of(4, 4, 4, 4, 4, 4, 4, 9).OfMeanStudentized().Reason, StringComparison.Ordinal);
        Assert.Contains("change nothing", Of([.. Enumerable.Range(0, 5000).Select(i => (double)i)]).OfMeanStudentized().Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4000, 4000)]
    [InlineData(3900, 4133)]
    [InlineData(300, 5000)]
    public void Random_rearrangements_have_the_moments_of_drawing_without_replacement(int size, int others)
    {
        var n = size + others;
        var pooled = new Observations(Enumerable.Range(0, n).Select(i => Math.Cos(i) * 3 + i * 1e-3));
        List<double> sums = [];

        Rearrangement.CountDrawn(pooled, pooled.Mean, size, 10_000, new SeededRandom(7), sum => { sums.Add(sum); return false; });

        AssertMoments([.. sums], 0, size * (double)others / (n - 1) * pooled.SumOfSquares / n);
    }

    [Fact]
    public void Indices_are_uniform_and_streams_of_different_names_differ()
    {
        var random = new SeededRandom(8);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++) counts[random.NextIndex(7)]++;

        AssertFits(counts, _ => 1 / 7.0, 70_000);
        Assert.NotEqual(random.For("a").NextBits(), random.For("b").NextBits());
        Assert.Equal(new SeededRandom(8).For("a").NextBits(), random.For("a").NextBits());
    }

    private static void AssertMoments(double[] replicates, double mean, double variance)
    {
        var seen = new Observations(replicates);
        Assert.InRange(seen.Mean, mean - 4.5 * Math.Sqrt(variance / replicates.Length), mean + 4.5 * Math.Sqrt(variance / replicates.Length));
        Assert.InRange(seen.Variance / variance, 1 - 4.5 * Math.Sqrt(2.0 / replicates.Length), 1 + 4.5 * Math.Sqrt(2.0 / replicates.Length));
    }

    private static void AssertFits(int[] counts, Func<int, double> probability, int draws)
    {
        double statistic = 0, restExpected = 0, restSeen = 0;
        var cells = 0;
        for (var k = 0; k < counts.Length; k++)
        {
            var expected = probability(k) * draws;
            if (expected < 5)
            {
                (restExpected, restSeen) = (restExpected + expected, restSeen + counts[k]);
                continue;
            }

            statistic += (counts[k] - expected) * (counts[k] - expected) / expected;
            cells++;
        }

        if (restExpected > 0.5) (statistic, cells) = (statistic + (restSeen - restExpected) * (restSeen - restExpected) / restExpected, cells + 1);
        Assert.True(restExpected > 0.5 || restSeen < 5, $"{restSeen} impossible numbers");
        Assert.True(ChiSquare.Above(statistic, cells - 1) > 1e-5, $"chi-square {statistic} with {cells} cells");
    }
}
