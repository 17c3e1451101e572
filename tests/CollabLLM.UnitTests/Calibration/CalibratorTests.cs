using CollabLLM.Core.Calibration;
using CollabLLM.Core.Statistics.Agreement;

namespace CollabLLM.UnitTests.Calibration;

public sealed class CalibratorTests
{
    private const int Resamples = 200;
    private static readonly HumanQuestion Checkpoint = new("checkpoint", "How is it going?", true);
    private static readonly HumanQuestion Final = new("quality", "How good is it?", false);

    [Fact]
    public void A_reply_is_held_against_the_first_mark_given_after_it()
    {
        var report = Calibrate([Reply("p1", 1, 0.1), Reply("p1", 3, 0.2), Reply("p1", 4, 0.3), Reply("p1", 7, 0.4)], [new("p1", "checkpoint", 3, 5), new("p1", "checkpoint", 6, 8)]);

        var points = Of(report, "checkpoint").Points.Select(p => (p.Score, p.Mark));

        Assert.Equal([(0.1, 5.0), (0.2, 5.0), (0.3, 8.0)], points);
    }

    [Fact]
    public void A_final_mark_is_held_against_the_mean_score_of_the_session()
    {
        var report = Calibrate([Reply("p1", 1, 0.1), Reply("p1", 2, 0.3), Reply("p2", 1, 0.9)], [new("p1", "quality", null, 7), new("p2", "quality", null, 9)]);

        Assert.Equal([(0.2, 7.0), (0.9, 9.0)], Of(report, "quality").Points.Select(p => (Math.Round(p.Score, 12), p.Mark)));
    }

    [Fact]
    public void Simulated_and_observed_scores_are_never_together()
    {
        var replies = Enumerable.Range(1, 8).SelectMany(i => new[] { Reply($"p{i}", 1, i), Reply($"p{i}", 1, -i) with { Kind = "observed" } });

        var report = Calibrate(replies, [.. Enumerable.Range(1, 8).Select(i => new HumanMark($"p{i}", "quality", null, i % 5))]);

        var (simulated, observed) = (Of(report, "quality"), Of(report, "quality", "observed"));
        Assert.Equal((8, 8), (simulated.Pairs, observed.Pairs));
        Assert.Equal(simulated.Spearman.Value.Value, -observed.Spearman.Value.Value, 1e-12);
    }

    [Fact]
    public void Each_arm_has_its_own_correlation_beside_the_one_over_all()
    {
        // Within each arm the order is opposite; between arms it agrees.
        var replies = Enumerable.Range(0, 12).Select(i => Reply($"p{i}", 1, (i < 6 ? 0 : 100) + i, i < 6 ? "K" : "T"));
        var marks = Enumerable.Range(0, 12).Select(i => new HumanMark($"p{i}", "quality", null, (i < 6 ? 0 : 100) - i));

        var report = Calibrate(replies, [.. marks]);

        Assert.True(Of(report, "quality").Spearman.Value.Value > 0);
        Assert.All(["K", "T"], arm => Assert.Equal(-1, Of(report, "quality", arm: arm).Kendall.Value.Value, 1e-12));
    }

    [Theory]
    [InlineData(2, false, "at least 3 pairs")]
    [InlineData(8, true, "never varies")]
    public void Where_nothing_can_be_said_there_is_a_reason_instead_of_a_number(int participants, bool constant, string reason)
    {
        var replies = Enumerable.Range(0, participants).Select(i => Reply($"p{i}", 1, i));

        var report = Calibrate(replies, [.. Enumerable.Range(0, participants).Select(i => new HumanMark($"p{i}", "quality", null, constant ? 7 : i))]);

        Assert.Contains(reason, Of(report, "quality").Spearman.Reason, StringComparison.Ordinal);
        Assert.Contains(reason, Of(report, "quality").Kendall.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Fewer_than_five_participants_have_a_correlation_but_no_interval()
    {
        var replies = Enumerable.Range(0, 12).Select(i => Reply($"p{i % 4}", 1 + (i / 4), i * 7 % 5));

        var report = Calibrate(replies, [.. Enumerable.Range(0, 12).Select(i => new HumanMark($"p{i % 4}", "checkpoint", 1 + (i / 4), i * 3 % 7))]);

        var agreement = Of(report, "checkpoint");
        Assert.True(agreement.Spearman.IsKnown);
        Assert.Contains("Only 4 participants", agreement.Spearman.Value.Interval.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Intervals_respect_participants_as_the_cluster_bootstrap_does()
    {
        var replies = Enumerable.Range(0, 60).Select(i => Reply($"p{i % 20}", 1 + (i / 20), Math.Sin(i))).ToArray();
        HumanMark[] marks = [.. Enumerable.Range(0, 60).Select(i => new HumanMark($"p{i % 20}", "checkpoint", 1 + (i / 20), Math.Round(5 + (3 * Math.Sin(i + 0.7)))))];

        var interval = Of(Calibrate(replies, marks), "checkpoint").Spearman.Value.Interval.Value;

        // The same pairs with every participant's rows under one name each: more clusters, another interval.
        PairedValue[] independent = [.. replies.Select((r, i) => new PairedValue($"{i}", r.Reward!.Value, marks[i].Value))];
        var naive = ClusterCorrelation.Spearman(independent, Resamples, new(1)).Value.Interval.Value;
        Assert.NotEqual(interval.Low, naive.Low, 1e-9);
        Assert.Contains("20", Of(Calibrate(replies, marks), "checkpoint").Participants.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void One_seed_gives_one_report()
    {
        var replies = Enumerable.Range(0, 30).Select(i => Reply($"p{i}", 1, i * 7 % 11)).ToArray();
        HumanMark[] marks = [.. Enumerable.Range(0, 30).Select(i => new HumanMark($"p{i}", "quality", null, i * 5 % 9))];

        Assert.Equal(Of(Calibrate(replies, marks), "quality").Kendall.Value.Interval.Value, Of(Calibrate(replies.Reverse(), marks), "quality").Kendall.Value.Interval.Value);
    }

    [Fact]
    public void A_reply_without_a_reward_is_left_out_and_its_metrics_still_count()
    {
        var replies = Enumerable.Range(0, 6).Select(i => Reply($"p{i}", 1, i) with { Reward = i < 3 ? null : i, Metrics = new Dictionary<string, double> { ["interactivity"] = i } });

        var report = Calibrate(replies, [.. Enumerable.Range(0, 6).Select(i => new HumanMark($"p{i}", "quality", null, i))]);

        Assert.Equal((3, 6), (Of(report, "quality").Pairs, Of(report, "quality", measure: "interactivity").Pairs));
        Assert.True(Of(report, "quality", measure: "interactivity").IsJudge);
        Assert.Contains(report.Warnings, w => w.StartsWith("3 scores are missing", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_score_the_report_says_what_to_do() =>
        Assert.Contains("No reply has been scored yet", Assert.Single(Calibrate([], [new("p1", "quality", null, 7)]).Warnings), StringComparison.Ordinal);

    private static RankAgreement Of(CalibrationReport report, string question, string kind = "simulated", string? arm = null, string measure = Calibrator.Reward) =>
        report.Agreements.Single(a => a.Question == question && a.Kind == kind && a.Arm == arm && a.Measure == measure);

    private static CalibrationReport Calibrate(IEnumerable<ScoredReply> replies, HumanMark[] marks)
    {
        ScoredReply[] all = [.. replies];
        return Calibrator.Calibrate(new(["K", "T"], [Checkpoint, Final], all, marks, [], all.Count(r => r.Reward is null)), 1, Resamples);
    }

    private static ScoredReply Reply(string who, int turn, double reward, string arm = "K") => new(who, who, arm, turn, "v2", "simulated", reward, new Dictionary<string, double>());
}
