using CollabLLM.Core.Conversations;
using CollabLLM.Core.Policies;
using CollabLLM.Core.Sessions;

namespace CollabLLM.UnitTests.Policies;

public sealed class PolicyPromptTests
{
    [Fact]
    public void The_policy_sees_its_system_prompt_and_the_conversation_and_nothing_else()
    {
        var prompt = PolicyPrompt.Build(new("m", "Ask first."), [Replied(1, "Hello", "Hi"), Waiting(2, "Shorter")], document: null);

        Assert.Equal(new(Message.System("Ask first."), Message.User("Hello"), Message.Assistant("Hi"), Message.User("Shorter")), prompt);
    }

    [Fact]
    public void A_failed_turn_was_never_part_of_the_conversation()
    {
        var prompt = PolicyPrompt.Build(new("m"), [Failed(1, "Lost"), Waiting(2, "Again")], document: null);

        Assert.Equal(new(Message.User("Again")), prompt);
    }

    [Fact]
    public void The_document_is_shown_only_when_it_is_given()
    {
        var prompt = PolicyPrompt.Build(new("m", "Ask first."), [Waiting(1, "Hello")], document: "My text");

        Assert.Equal("Ask first.\n\nThe document as it stands now:\nMy text", prompt[0].Content);
    }

    [Fact]
    public void No_text_can_imitate_the_hash_of_another_conversation() =>
        Assert.NotEqual(PolicyPrompt.Hash(new(Message.User("a"), Message.Assistant("b"))), PolicyPrompt.Hash(new(Message.User("a\nAssistant 1\nb"))));

    private static Turn Waiting(int number, string message) => new(Guid.Empty, number, $"k{number}", message, DateTimeOffset.UnixEpoch);

    private static Turn Replied(int number, string message, string reply) => Settled(Waiting(number, message), ReplyOutcome.Completed, reply);

    private static Turn Failed(int number, string message) => Settled(Waiting(number, message), ReplyOutcome.Failed, "");

    private static Turn Settled(Turn turn, ReplyOutcome outcome, string text)
    {
        var attempt = new ReplyAttempt(turn.Id, 1, "p", "h", DateTimeOffset.UnixEpoch);
        attempt.End(outcome, text, null, null, DateTimeOffset.UnixEpoch);
        turn.Settle(attempt);
        return turn;
    }
}
