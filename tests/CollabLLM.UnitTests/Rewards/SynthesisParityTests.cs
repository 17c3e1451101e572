using CollabLLM.Core.Conversations;
using CollabLLM.Core.Rewards;
using CollabLLM.Core.Simulation;

namespace CollabLLM.UnitTests.Rewards;

public sealed class SynthesisParityTests
{
    public static TheoryData<string> Cases => ParityFile.Ids("synthesis");

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_synthesised_conversation_equals_the_published_implementation(string id)
    {
        var one = ParityFile.Case("synthesis", id);
        var preset = RewardPresets.V2 with
        {
            Samples = one.GetProperty("num_samples").GetInt32(),
            NewMessages = one.GetProperty("max_new_turns").GetInt32(),
            Candidates = one.GetProperty("num_candidate_responses").GetInt32(),
            Metrics = [new("document->char-bleu", 1), new("interactivity", 1), new("token-amount", -0.1)],
        };

        var turns = await new ConversationSynthesis(preset, ParityModels.Of(one)).RunAsync(
            "write", one.GetProperty("reference_document").GetString()!, one.GetProperty("max_total_turns").GetInt32(), seed: 1, CancellationToken.None);

        var expected = one.GetProperty("expected").GetProperty("turns").EnumerateArray().ToArray();
        Assert.Equal(expected.Select(t => ParityFile.Messages(t.GetProperty("prompt"))), turns.Select(t => t.Prompt));
        foreach (var (want, got) in expected.Zip(turns))
        {
            var replies = want.GetProperty("responses").EnumerateArray().ToArray();
            Assert.Equal(replies.Select(r => r.GetProperty("completion").GetString()), got.Replies.Select(r => (string?)r.Completion));
            Assert.All(replies.Zip(got.Replies), r => Assert.Equal(r.First.GetProperty("score").GetDouble(), r.Second.Estimate.Mean!.Value, 1e-9));
            Assert.All(replies.Zip(got.Replies), r => Assert.Equal(
                r.First.GetProperty("sessions").EnumerateArray().Select(ParityFile.Messages),
                r.Second.Estimate.Samples.Select(s => got.Prompt.With(Message.Assistant(r.Second.Completion)).With(s.Continuation))));
        }
    }
}
