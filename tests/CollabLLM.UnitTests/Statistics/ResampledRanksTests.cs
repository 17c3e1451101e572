using CollabLLM.Core.Statistics.Agreement;

namespace CollabLLM.UnitTests.Statistics;

/// <summary>Counting a participant's pairs k times is the same as writing them k times; the written-out values are held against SciPy elsewhere.</summary>
public sealed class ResampledRanksTests
{
    [Theory]
    [InlineData(1, 3, 2)]
    [InlineData(2, 10, 5)]
    [InlineData(3, 10, 1000)]
    [InlineData(4, 1000, 1000)]
    [InlineData(5, 2, 2)]
    public void A_resample_has_the_correlations_of_its_pairs_written_out(int seed, int levelsX, int levelsY)
    {
        var random = new Random(seed);
        PairedValue[][] participants = [.. Enumerable.Range(0, 30).Select(p => Enumerable.Range(0, random.Next(1, 6)).Select(_ => new PairedValue($"p{p}", random.Next(levelsX) / 7.0, random.Next(levelsY) - 3.5)).ToArray())];
        var ranks = new ResampledRanks(participants);
        var known = 0;
        for (var i = 0; i < 200; i++)
        {
            int[] times = new int[participants.Length];
            // Few draws at first: ties everywhere, and sides that do not vary.
            for (var draw = 0; draw <= i / 4; draw++) times[random.Next(times.Length)]++;
            PairedValue[] written = [.. participants.SelectMany((pairs, p) => pairs.SelectMany(pair => Enumerable.Repeat(pair, times[p])))];
            double[] x = [.. written.Select(p => p.X)], y = [.. written.Select(p => p.Y)];
            var spearman = RankCorrelation.Spearman(x, y);
            Assert.Equal(spearman.IsKnown, ranks.Spearman(times) is not null);
            Assert.Equal(spearman.IsKnown, ranks.Kendall(times) is not null);
            if (!spearman.IsKnown) continue;
            known++;
            Assert.Equal(spearman.Value, ranks.Spearman(times)!.Value, 1e-12);
            Assert.Equal(RankCorrelation.Kendall(x, y).Value, ranks.Kendall(times)!.Value, 1e-12);
        }
        Assert.True(known > 150, $"Only {known} of 200 resamples had a correlation.");
    }
}
