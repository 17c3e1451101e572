using Bunit;
using CollabLLM.Core.Metrics;
using CollabLLM.Web.Features.Scoring;

namespace CollabLLM.ComponentTests.Scoring;

public sealed class PairViewTests : BunitContext
{
    private static readonly PairSample Scored = new(0, false, 0.75, null, [new MetricScore.Scored("reward-model", 0.75, "helpful@0123abcd")], [new PairMessage(true, "Make it shorter")]);
    private static readonly PairSample Observed = new(0, true, null, "interactivity: no judge", [new MetricScore.Failed("interactivity", "no judge")], []);

    [Theory]
    [InlineData(0.5, 0.1, "leads by 0.500 ± 0.100: more than its own uncertainty")]
    [InlineData(0.05, 0.1, "leads by 0.050 ± 0.100: within its own uncertainty")]
    [InlineData(0.05, null, "too few samples could be scored")]
    public void The_finding_comes_first_and_says_how_sure_it_is(double margin, double? error, string says) =>
        Assert.Contains(says, Show(Pair() with { Margin = margin, ErrorOfMargin = error }).Find(".finding-line").TextContent, StringComparison.Ordinal);

    [Fact]
    public void Words_that_only_one_reply_has_are_marked_until_somebody_wants_plain_text()
    {
        var view = Show(Pair());
        Assert.Equal(["warm", "short"], view.FindAll("mark").Select(m => m.TextContent));

        view.Find("input[type=checkbox]").Change(false);

        Assert.Empty(view.FindAll("mark"));
        Assert.Equal(["a warm letter", "a short letter"], view.FindAll(".pair-side .replied").Take(4).Select(p => p.TextContent.Trim()).Where(t => t.StartsWith("a ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Each_side_says_where_it_comes_from_and_shows_its_samples_the_observed_one_apart()
    {
        var text = Show(Pair()).Markup;

        Assert.Contains("the participant got it (arm K)", text, StringComparison.Ordinal);
        Assert.Contains("arm T&#x27;s policy, another than the session&#x27;s".Replace("&#x27;", "'", StringComparison.Ordinal), text.Replace("&#39;", "'", StringComparison.Ordinal).Replace("&#x27;", "'", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("reward-model (helpful@0123abcd)", text, StringComparison.Ordinal);
        Assert.Contains("What really followed (observed, not in the mean): no reward", text, StringComparison.Ordinal);
        Assert.Contains("Left out: interactivity: no judge", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Flags_are_said_in_words() => Assert.Equal(["personal data", "difference not sure"], Show(Pair() with { Flags = "personal-data low-confidence" }).FindAll(".tag").Select(t => t.TextContent));

    private IRenderedComponent<PairView> Show(PairDetail pair) => Render<PairView>(p => p.Add(v => v.Pair, pair));

    private static PairDetail Pair() => new(
        Guid.Empty, "K", 2, "simulated", "v2", "0123456789abcdef", 0.5, 0.1, "", null, null, null, [new PairMessage(true, "Help me")],
        new PairSide("a warm letter", "given", "K", "policy-hash", "prompt-hash", 0.75, 0.03, 3, 0, [Scored, Observed]),
        new PairSide("a short letter", "other-arm", "T", "policy-hash", "prompt-hash", 0.25, 0.03, 3, 0, []));
}
