using CollabLLM.Core.Conversations;
using CollabLLM.Core.Policies;
using CollabLLM.Core.Rewards;
using CollabLLM.Core.Simulation;
using CollabLLM.TestKit;

namespace CollabLLM.UnitTests.Simulation;

public sealed class ConversationSynthesisTests
{
    private static readonly RewardPreset Preset = RewardPresets.V2Offline with { Samples = 2, NewMessages = 2, Candidates = 2, Metrics = [new("question-rate", 1)] };

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(5, 2)]
    [InlineData(6, 3)]
    public async Task It_ends_at_the_length_that_was_asked_for(int messages, int turns) =>
        Assert.Equal(turns, (await RunAsync("go on", messages)).Count);

    [Fact]
    public async Task The_best_reply_is_kept_and_the_participant_goes_on_from_its_longest_continuation()
    {
        var turns = await RunAsync("go on", 4);

        var best = turns[0].Replies.MaxBy(r => r.Estimate.Mean)!;
        Assert.Equal(turns[0].Prompt.With(Message.Assistant(best.Completion), Message.User("go on")), turns[1].Prompt);
    }

    [Fact]
    public async Task It_ends_when_the_participant_ends_it_after_the_first_message()
    {
        // The first message is not looked at, as published: a conversation has at least one turn.
        var turns = await RunAsync($"enough {Termination.Signal}", 10);

        Assert.Single(turns);
    }

    [Fact]
    public async Task A_simulator_that_gives_nothing_makes_no_conversation() => Assert.Empty(await RunAsync(" ", 10));

    private static Task<IReadOnlyList<SynthesisedTurn>> RunAsync(string userSays, int messages) =>
        new ConversationSynthesis(Preset, new RewardModels(
            new SimulatedPolicy(new FunctionChatClient((_, options) => options.Seed % 2 == 0 ? $"What? {options.Seed}" : $"So be it {options.Seed}"), new PolicyDefinition("p")),
            new PlainUserSimulator(new FunctionChatClient((_, _) => userSays), "u", "{goal}"))).RunAsync("goal", "reference", messages, 7, default);
}
