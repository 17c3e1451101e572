using CollabLLM.Core.Statistics.Agreement;
using CollabLLM.Core.Statistics.Numerics;
using CollabLLM.Core.Statistics.Sequential;
using CollabLLM.Core.Statistics.Survival;

namespace CollabLLM.UnitTests.Statistics;

/// <summary>Drop-out, agreement by participant and plans of looks: what is said, and what is refused.</summary>
public sealed class ParticipantsTests
{
    [Fact]
    public void Arms_that_lose_different_shares_are_warned_about()
    {
        var attrition = DifferentialAttrition.Of([new("base", 60, 40), new("collab", 60, 57)]);

        Assert.Equal(20 / 60.0, attrition.Arms[0].Share.Value, 12);
        Assert.True(attrition.FisherP.Value < 0.001);
        Assert.Contains("intention-to-treat", attrition.Sentence);
    }

    [Fact]
    public void Equal_drop_out_is_not_called_proof_and_no_drop_out_is_refused()
    {
        Assert.Contains("does not prove", DifferentialAttrition.Of([new("base", 60, 50), new("collab", 60, 51)]).Sentence);
        Assert.Contains("cannot be compared", DifferentialAttrition.Of([new("base", 60, 60), new("collab", 60, 60)]).Sentence);
        Assert.Throws<ArgumentException>(() => DifferentialAttrition.Of([new("base", 5, 6)]));
    }

    [Fact]
    public void Repeating_each_participants_pair_adds_no_certainty()
    {
        // The same 30 pairs once, and four times over: the number of participants decides the width, not the number of rows.
        PairedValue[] once = [.. Enumerable.Range(0, 30).Select(i => new PairedValue($"p{i}", Math.Sin(i * 7), Math.Sin(i * 7) + 2 * Math.Cos(i * 3)))];
        PairedValue[] fourTimes = [.. once, .. once, .. once, .. once];

        var single = ClusterCorrelation.Spearman(once, 1000, new SeededRandom(1)).Value.Interval.Value;
        var repeated = ClusterCorrelation.Spearman(fourTimes, 1000, new SeededRandom(1)).Value.Interval.Value;

        Assert.Equal(single.High - single.Low, repeated.High - repeated.Low, 0.02);
    }

    [Fact]
    public void Correlations_refuse_what_they_cannot_say()
    {
        PairedValue[] flat = [.. Enumerable.Range(0, 9).Select(i => new PairedValue($"p{i}", i, 3))];
        PairedValue[] perfect = [.. Enumerable.Range(0, 9).Select(i => new PairedValue($"p{i}", i, i))];
        PairedValue[] two = [.. Enumerable.Range(0, 8).Select(i => new PairedValue($"p{i % 2}", i, i % 3))];

        Assert.Contains("never varies", ClusterCorrelation.Kendall(flat, 200, new SeededRandom(1)).Reason);
        Assert.Equal(1, ClusterCorrelation.Kendall(perfect, 200, new SeededRandom(1)).Value.Value, 12);
        Assert.Contains("does not vary", ClusterCorrelation.Kendall(perfect, 200, new SeededRandom(1)).Value.Interval.Reason);
        Assert.Contains("Only 2 participants", ClusterCorrelation.Spearman(two, 200, new SeededRandom(1)).Value.Interval.Reason);
    }

    [Fact]
    public void A_plan_of_looks_spends_all_alpha_at_the_end_and_refuses_looks_out_of_order()
    {
        Assert.Equal(0.05, SequentialPlan.Looks([0.3, 0.7, 1], Spending.OBrienFleming)[^1].AlphaSpent, 9);
        Assert.Equal(1.96, SequentialPlan.Looks([1], Spending.Pocock)[0].BoundaryZ, 2);
        Assert.Throws<ArgumentException>(() => SequentialPlan.Looks([0.7, 0.3], Spending.Pocock));
        Assert.Throws<ArgumentException>(() => SequentialPlan.Looks([0.5, 1.2], Spending.Pocock));
    }
}
