using CollabLLM.Core.Conversations;
using CollabLLM.Core.Policies;
using CollabLLM.Core.Simulation;
using CollabLLM.TestKit;

namespace CollabLLM.UnitTests.Simulation;

public sealed class ForwardSimulatorTests
{
    private static readonly Conversation Start = new(Message.User("Help me."), Message.Assistant("With what?"));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task The_budget_counts_messages_of_both_roles(int messages)
    {
        var samples = await Simulator(Talkative()).RunAsync(Start, "g", [0, 1], messages, 1, default);

        Assert.All(samples, s => Assert.Equal(messages, s.Continuation.Count));
        Assert.All(samples, s => Assert.All(s.Continuation.Index(), m => Assert.Equal(m.Index % 2 == 0 ? MessageRole.User : MessageRole.Assistant, m.Item.Role)));
    }

    [Fact]
    public async Task The_message_that_ends_the_conversation_stays_in()
    {
        var user = new FunctionChatClient((_, _) => $"Thanks! {Termination.Signal} bye");

        var sample = Assert.Single(await Simulator(user).RunAsync(Start, "g", [0], 4, 1, default));

        Assert.Equal([Message.User($"Thanks! {Termination.Signal} bye")], sample.Continuation);
        Assert.Null(sample.Failure);
    }

    [Fact]
    public async Task A_policy_cannot_end_the_conversation()
    {
        var forward = new ForwardSimulator(
            new SimulatedPolicy(new FunctionChatClient((_, _) => Termination.Signal), new PolicyDefinition("p")), new PlainUserSimulator(Talkative(), "u", "{goal}"));

        var sample = Assert.Single(await forward.RunAsync(Start, "g", [0], 4, 1, default));

        Assert.Equal(4, sample.Continuation.Count);
    }

    [Fact]
    public async Task A_sample_that_fails_keeps_its_reason_and_what_there_was_and_the_others_go_on()
    {
        var calls = 0;
        var user = new FunctionChatClient((_, _) => ++calls == 4 ? throw new InvalidOperationException("out of memory") : "more");

        var samples = await Simulator(user).RunAsync(Start, "g", [0, 1, 2], 4, 1, default);

        Assert.All(samples.Skip(1), s => Assert.Null(s.Failure));
        Assert.Contains("out of memory", samples[0].Failure, StringComparison.Ordinal);
        Assert.Equal((2, 4, 4), (samples[0].Continuation.Count, samples[1].Continuation.Count, samples[2].Continuation.Count));
    }

    [Fact]
    public async Task Samples_are_the_same_one_by_one_and_all_at_once()
    {
        var together = await Simulator(Talkative(), 8).RunAsync(Start, "g", [0, 1, 2, 3], 4, 7, default);
        var oneByOne = new List<ForwardSample>();
        foreach (var index in new[] { 3, 1, 0, 2 }) oneByOne.AddRange(await Simulator(Talkative()).RunAsync(Start, "g", [index], 4, 7, default));

        Assert.Equal(together.Select(s => new Conversation(s.Continuation)), oneByOne.OrderBy(s => s.Index).Select(s => new Conversation(s.Continuation)));
        Assert.Equal(4, together.Select(s => new Conversation(s.Continuation)).Distinct().Count());
    }

    [Fact]
    public async Task A_caller_who_stops_is_not_a_failed_sample()
    {
        using var stop = new CancellationTokenSource();
        var user = new FunctionChatClient(async (_, _, ct) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, ct);
            return "";
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Simulator(user).RunAsync(Start, "g", [0], 4, 1, stop.Token));
    }

    private static FunctionChatClient Talkative() => new((messages, options) => $"{messages.Count}/{options.Seed}");

    private static ForwardSimulator Simulator(FunctionChatClient user, int parallelism = 1) =>
        new(new SimulatedPolicy(Talkative(), new PolicyDefinition("p")), new PlainUserSimulator(user, "u", "{goal}"), parallelism);
}
