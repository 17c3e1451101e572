using System.Text.Json;
using CollabLLM.Core.Conversations;
using CollabLLM.Core.Preferences;

namespace CollabLLM.UnitTests.Rewards;

public sealed class PairsParityTests
{
    public static TheoryData<string> Cases => ParityFile.Ids("pairs");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Preference_pairs_equal_the_published_implementation(string id)
    {
        var one = ParityFile.Case("pairs", id);

        var pairs = PreferencePairBuilder.Build(Turns(one), one.GetProperty("minimum_gap").GetDouble());

        var expected = one.GetProperty("expected_pairs").EnumerateArray().Select(p => (
            ParityFile.Messages(p.GetProperty("prompt")), p.GetProperty("chosen").GetString(), p.GetProperty("rejected").GetString(),
            p.GetProperty("score_chosen").GetDouble(), p.GetProperty("score_rejected").GetDouble()));
        Assert.Equal(expected, pairs.Select(p => (p.Prompt, (string?)p.Chosen.Completion, (string?)p.Rejected.Completion, p.Chosen.Score, p.Rejected.Score)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Supervised_rows_equal_the_published_implementation(string id)
    {
        var one = ParityFile.Case("pairs", id);

        var rows = PreferencePairBuilder.Supervised(Turns(one));

        Assert.Equal(one.GetProperty("expected_sft").EnumerateArray().Select(r => ParityFile.Messages(r.GetProperty("messages"))), rows);
    }

    private static IEnumerable<ScoredTurn> Turns(JsonElement one) =>
        one.GetProperty("conversations").EnumerateArray().SelectMany((conversation, index) =>
            conversation.GetProperty("turns").EnumerateArray().Select(turn => new ScoredTurn(
                index.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ParityFile.Messages(turn.GetProperty("prompt")),
                [.. turn.GetProperty("responses").EnumerateArray().Select(r => new ScoredReply(r.GetProperty("completion").GetString()!, r.GetProperty("score").GetDouble()))])));
}
