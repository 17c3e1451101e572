using CollabLLM.Core.Conversations;
using CollabLLM.Core.Policies;

namespace CollabLLM.UnitTests.Policies;

public sealed class ShortenedPromptTests
{
    [Fact]
    public void The_oldest_exchange_goes_and_system_and_last_message_stay()
    {
        var prompt = new Conversation(Message.System("s"), Message.User("1"), Message.Assistant("a"), Message.User("2"), Message.Assistant("b"), Message.User("3"));

        var shorter = PolicyPrompt.Shortened(prompt);

        Assert.Equal(new Conversation(Message.System("s"), Message.User("2"), Message.Assistant("b"), Message.User("3")), shorter);
    }

    [Fact]
    public void A_prompt_of_one_message_cannot_be_shortened()
    {
        Assert.Null(PolicyPrompt.Shortened(new Conversation(Message.System("s"), Message.User("1"))));
        Assert.Null(PolicyPrompt.Shortened(new Conversation(Message.User("1"))));
    }
}
