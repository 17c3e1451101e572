using CollabLLM.Core.Metrics;
using CollabLLM.Core.Rewards;

namespace CollabLLM.UnitTests.Rewards;

public sealed class RewardPresetsTests
{
    /// <summary>Section 3 of arXiv 2502.00640 and the three public implementations, as docs/reward.md tables them.</summary>
    [Theory]
    [InlineData("paper", 3, 4, TokenRule.BothInWindow, 1.0, JudgeScale.OneToThreeDividedByThree, false, 2, 0.02)]
    [InlineData("paper-online", 3, 4, TokenRule.BothInWindow, 1.0, JudgeScale.OneToThreeDividedByThree, false, 2, 0.1)]
    [InlineData("v2", 3, 4, TokenRule.AssistantThousands, null, JudgeScale.ZeroToOne, false, 3, 0.02)]
    [InlineData("verl", 3, 4, TokenRule.WordsAfterPrompt, null, JudgeScale.MeanOfThree, true, 8, 0.02)]
    public void Presets_are_what_was_published(
        string name, int samples, int messages, TokenRule tokens, double? cap, JudgeScale scale, bool clamps, int candidates, double gap)
    {
        var preset = RewardPresets.Named(name);

        Assert.Equal(
            (samples, messages, tokens, cap, scale, clamps, candidates, gap),
            (preset.Samples, preset.NewMessages, preset.TokenRule, preset.TokenCap, preset.JudgeScale, preset.ClampsWeighted, preset.Candidates, preset.MinimumGap));
    }

    [Theory]
    [InlineData("paper", "document->char-bleu:1 token-amount:-0.0001")]
    [InlineData("paper-online", "document->char-bleu:1 token-amount:-0.0001 interactivity:1")]
    [InlineData("v2", "document->char-bleu:1 token-amount:-0.1")]
    [InlineData("verl", "document->char-bleu:1 interactivity:1 token-amount:-0.0001")]
    [InlineData("v2-offline", "document->char-bleu:1 token-amount:-0.1 question-rate:0.1")]
    public void Weights_are_what_was_published(string name, string weights) =>
        Assert.Equal(weights, string.Join(' ', RewardPresets.Named(name).Metrics.Select(m => FormattableString.Invariant($"{m.Signature}:{m.Weight:0.####}"))));

    [Fact]
    public void The_offline_preset_asks_no_judge() => Assert.False(RewardPresets.V2Offline.NeedsJudge);

    [Fact]
    public void A_custom_preset_is_read_and_what_it_leaves_out_has_the_defaults()
    {
        var preset = RewardPresets.Parse("""{"name": "mine", "version": 2, "samples": 5, "metrics": [{"signature": "turns", "weight": -0.5}]}""");

        Assert.Equal(("mine", 2, 5, 4), (preset.Name, preset.Version, preset.Samples, preset.NewMessages));
        Assert.Equal([new WeightedMetric("turns", -0.5)], preset.Metrics);
    }

    [Fact]
    public void A_preset_survives_its_own_JSON()
    {
        var preset = RewardPresets.Verl with { Name = "mine" };

        Assert.Equal(preset.Hash(), RewardPresets.Parse(preset.ToJson()).Hash());
    }

    [Fact]
    public void Any_change_of_a_value_changes_the_hash()
    {
        var preset = RewardPresets.V2;
        RewardPreset[] changed =
        [
            preset with { Version = 2 }, preset with { Samples = 4 }, preset with { NewMessages = 6 }, preset with { TokenRule = TokenRule.BothInWindow }, preset with { TokenCap = 1 },
            preset with { JudgeScale = JudgeScale.MeanOfThree }, preset with { ClampsWeighted = true }, preset with { Candidates = 4 }, preset with { MinimumGap = 0.1 },
            preset with { ExtractsWithoutModel = true }, preset with { Metrics = [new("turns", 1)] },
        ];

        Assert.Equal(changed.Length + 1, changed.Append(preset).Select(p => p.Hash()).Distinct().Count());
    }

    [Theory]
    [InlineData("""{"name": "v2", "version": 1, "metrics": [{"signature": "turns", "weight": 1}]}""", "choose another")]
    [InlineData("""{"name": " ", "version": 1, "metrics": [{"signature": "turns", "weight": 1}]}""", "needs a name")]
    [InlineData("""{"name": "m", "version": 0, "metrics": [{"signature": "turns", "weight": 1}]}""", "version is 0; it counts from 1")]
    [InlineData("""{"name": "m", "version": 1, "samples": 0, "metrics": [{"signature": "turns", "weight": 1}]}""", "samples is 0; it runs from 1 to 1000")]
    [InlineData("""{"name": "m", "version": 1, "newMessages": -1, "metrics": [{"signature": "turns", "weight": 1}]}""", "newMessages is -1")]
    [InlineData("""{"name": "m", "version": 1, "candidates": 1, "metrics": [{"signature": "turns", "weight": 1}]}""", "at least 2")]
    [InlineData("""{"name": "m", "version": 1, "tokenCap": 0, "metrics": [{"signature": "turns", "weight": 1}]}""", "tokenCap is 0")]
    [InlineData("""{"name": "m", "version": 1, "minimumGap": -0.5, "metrics": [{"signature": "turns", "weight": 1}]}""", "minimumGap is -0.5")]
    [InlineData("""{"name": "m", "version": 1, "metrics": []}""", "metrics is empty")]
    [InlineData("""{"name": "m", "version": 1, "metrics": [{"signature": "rouge", "weight": 1}]}""", "There is no metric 'rouge'")]
    [InlineData("""{"name": "m", "version": 1, "metrics": [{"signature": "char-bleu", "weight": 1}]}""", "write document->char-bleu")]
    [InlineData("""{"name": "m", "version": 1, "metrics": [{"signature": "a->b->turns", "weight": 1}]}""", "is no signature")]
    [InlineData("""{"name": "m", "version": 1, "metrics": [{"signature": "turns", "weight": 1}, {"signature": "turns", "weight": 2}]}""", "named twice")]
    [InlineData("""{"name": "m", "version": 1, "sample": 3, "metrics": [{"signature": "turns", "weight": 1}]}""", "sample")]
    [InlineData("""{"name": "m", "version": 1}""", "metrics")]
    [InlineData("null", "empty")]
    [InlineData("not JSON", "cannot be read")]
    public void A_preset_that_cannot_be_used_is_refused_in_a_sentence(string json, string sentence)
    {
        var fault = Assert.Throws<FormatException>(() => RewardPresets.Parse(json));

        Assert.Contains(sentence, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_preset_is_refused_with_those_that_there_are() =>
        Assert.Contains("v2-offline", Assert.Throws<ArgumentException>(() => RewardPresets.Named("v3")).Message, StringComparison.Ordinal);
}
