using CollabLLM.Core.Conversations;
using CollabLLM.Core.Simulation;
using CollabLLM.TestKit;
using Microsoft.Extensions.AI;

namespace CollabLLM.UnitTests.Simulation;

public sealed class UserSimulatorTests
{
    private static readonly Conversation Talk = new(Message.System("secret of the arm"), Message.User("Help me."), Message.Assistant("With what?"));

    private static readonly PromptFile Prompt = PromptFile.Load("user-simulator.txt");

    [Fact]
    public async Task An_answer_that_cannot_be_used_is_asked_again()
    {
        var model = new ScriptedChatClient(["no JSON", """{"response": "keys are missing"}""", """{"current_answer": "a", "thought": "t", "response": " A poem.\n"}"""]);

        var said = await new LlmUserSimulator(model, "m", Prompt).ReplyAsync(Talk, "a poem", 1, default);

        Assert.Equal(new SimulatedMessage.Said("A poem."), said);
        Assert.Equal(3, model.Asked.Count);
    }

    [Fact]
    public async Task After_the_last_attempt_the_failure_says_what_was_wrong()
    {
        var model = new ScriptedChatClient(Enumerable.Repeat("""{"response": "x"}""", 10));

        var failed = Assert.IsType<SimulatedMessage.Failed>(await new LlmUserSimulator(model, "m", Prompt).ReplyAsync(Talk, "a poem", 1, default));

        Assert.Contains("10 attempts", failed.Reason, StringComparison.Ordinal);
        Assert.Contains("lacks current_answer, thought", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_prompt_holds_goal_and_conversation_but_nothing_of_the_policys_own_prompt()
    {
        var model = new ScriptedChatClient(["""{"current_answer": "a", "thought": "t", "response": "x"}"""]);

        await new LlmUserSimulator(model, "m", Prompt).ReplyAsync(Talk, "a poem for my sister", 1, default);

        var question = Assert.Single(Assert.Single(model.Asked)).Text;
        Assert.Contains("a poem for my sister", question, StringComparison.Ordinal);
        Assert.Contains("With what?", question, StringComparison.Ordinal);
        Assert.DoesNotContain("secret of the arm", question, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_plain_simulator_speaks_as_the_assistant_of_its_own_chat()
    {
        var model = new ScriptedChatClient(["  A poem.  "]);

        var said = await new PlainUserSimulator(model, "demo", "You play the writer. Your goal: {goal}").ReplyAsync(Talk, "a poem", 1, default);

        Assert.Equal(new SimulatedMessage.Said("A poem."), said);
        Assert.Equal(
            [(ChatRole.System, "You play the writer. Your goal: a poem"), (ChatRole.Assistant, "Help me."), (ChatRole.User, "With what?")],
            Assert.Single(model.Asked).Select(m => (m.Role, m.Text)));
    }

    [Fact]
    public async Task An_empty_message_of_the_plain_simulator_is_a_failure() =>
        Assert.IsType<SimulatedMessage.Failed>(await new PlainUserSimulator(new ScriptedChatClient([" \n"]), "demo", "{goal}").ReplyAsync(Talk, "g", 1, default));

    [Fact]
    public void Another_prompt_is_another_simulator()
    {
        var first = new PlainUserSimulator(new ScriptedChatClient([]), "demo", "{goal}").Id;
        var second = new PlainUserSimulator(new ScriptedChatClient([]), "demo", "Goal: {goal}").Id;

        Assert.NotEqual(first, second);
    }
}
