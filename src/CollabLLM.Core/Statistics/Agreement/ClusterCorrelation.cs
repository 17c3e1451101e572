using CollabLLM.Core.Statistics.Distributions;
using CollabLLM.Core.Statistics.Numerics;

namespace CollabLLM.Core.Statistics.Agreement;

/// <summary>
/// A rank correlation with an interval that respects participants: whole participants are drawn with replacement, and
/// tanh(atanh(r) ± z·spread) with the spread of atanh(correlation) over the draws (half the distance of their 16 % and 84 % points).
/// Assumes independent participants (Fisher 1921; Davison and Hinkley 1997, section 3.8).
/// </summary>
public static class ClusterCorrelation
{
    private const double Fewest = 5;
    private const double Perfect = 1 - 1e-9;

    public static Computed<Estimate> Spearman(IReadOnlyList<PairedValue> pairs, int resamples, SeededRandom random, double level = 0.95) =>
        Of(pairs, RankCorrelation.Spearman, (ranks, times) => ranks.Spearman(times), resamples, random, level);

    public static Computed<Estimate> Kendall(IReadOnlyList<PairedValue> pairs, int resamples, SeededRandom random, double level = 0.95) =>
        Of(pairs, RankCorrelation.Kendall, (ranks, times) => ranks.Kendall(times), resamples, random, level);

    private static Computed<Estimate> Of(
        IReadOnlyList<PairedValue> pairs, Func<IReadOnlyList<double>, IReadOnlyList<double>, Computed<double>> statistic, Func<ResampledRanks, int[], double?> resampled, int resamples, SeededRandom random, double level) =>
        statistic([.. pairs.Select(p => p.X)], [.. pairs.Select(p => p.Y)]).Then(value => new Estimate(value, IntervalOf(value, pairs, resampled, resamples, random, level)));

    private static Computed<Interval> IntervalOf(double value, IReadOnlyList<PairedValue> pairs, Func<ResampledRanks, int[], double?> resampled, int resamples, SeededRandom random, double level)
    {
        var participants = pairs.GroupBy(p => p.Participant, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => g.ToArray()).ToArray();
        if (participants.Length < Fewest) return new Refusal($"Only {participants.Length} participants have pairs; at least {Fewest} are needed for an interval.");
        if (Math.Abs(value) >= Perfect) return new Refusal("The two orders are the same (or opposite), so the resampled correlation does not vary.");

        List<double> replicates = [];
        var ranks = new ResampledRanks(participants);
        var times = new int[participants.Length];
        for (var i = 0; i < resamples; i++)
        {
            Array.Clear(times);
            for (var draw = 0; draw < participants.Length; draw++) times[random.NextIndex(participants.Length)]++;
            // A draw in which one side never varies has no correlation; it says nothing about the spread.
            if (resampled(ranks, times) is { } r) replicates.Add(Math.Atanh(Math.Clamp(r, -Perfect, Perfect)));
        }

        if (replicates.Count < resamples / 2) return new Refusal("Most resamples have no correlation because one side hardly varies.");
        // Half the distance between the 16 % and 84 % points: a standard deviation that the few wild draws of a small study do not inflate.
        var spread = new Observations(replicates);
        var half = Normal.Quantile(1 - (1 - level) / 2) * (spread.Quantile(Normal.Below(1)) - spread.Quantile(Normal.Below(-1))) / 2;
        var centre = Math.Atanh(value);
        return new Interval(Math.Tanh(centre - half), Math.Tanh(centre + half), level);
    }
}
