using CollabLLM.Core.Conversations;
using CollabLLM.Core.Judging;
using CollabLLM.Core.Simulation;
using CollabLLM.TestKit;

namespace CollabLLM.UnitTests.Judging;

public sealed class JudgeTests
{
    private static readonly Conversation Talk = new(Message.User("Help me."), Message.Assistant("With what?"));

    [Theory]
    [InlineData("""{"thought": "t", "interactivity": 0}""", 0)]
    [InlineData("""My mark: {"thought": "t", "interactivity": 1} Done.""", 1)]
    [InlineData("""{'interactivity': '0.25'}""", 0.25)]
    public async Task A_number_inside_the_range_is_the_mark(string answer, double expected) =>
        Assert.Equal(new JudgeMark.Given(expected), await MarkAsync(Rubric.Interactivity(), answer));

    [Theory]
    [InlineData("""{"interactivity": 1.01}""", "outside 0 to 1")]
    [InlineData("""{"interactivity": "NaN"}""", "outside 0 to 1")]
    [InlineData("""{"interactivity": 1e999}""", "outside 0 to 1")]
    [InlineData("""{"interactivity": true}""", "not a number")]
    [InlineData("""{"mark": 1}""", "missing")]
    [InlineData("[1]", "not an object")]
    [InlineData("very good", "no JSON")]
    public async Task Anything_else_fails_with_its_reason_after_the_last_attempt(string answer, string reason)
    {
        var failed = Assert.IsType<JudgeMark.Failed>(await MarkAsync(Rubric.Interactivity(), answer, answer, answer));

        Assert.Contains(reason, failed.Reason, StringComparison.Ordinal);
        Assert.Contains("3 attempts", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_answer_is_asked_again() =>
        Assert.Equal(new JudgeMark.Given(0.5), await MarkAsync(Rubric.Interactivity(), "?", """{"interactivity": 2}""", """{"interactivity": 0.5}"""));

    [Fact]
    public async Task Three_marks_are_averaged_and_each_must_be_in_range()
    {
        var rubric = Rubric.InteractivityThreeMarks();

        Assert.Equal(new JudgeMark.Given(0.5), await MarkAsync(rubric, """{"engagement": 0.25, "clarification": 0.5, "guidance": 0.75}"""));
        var wrong = """{"engagement": 0, "clarification": 0, "guidance": 3}""";
        Assert.IsType<JudgeMark.Failed>(await MarkAsync(rubric, wrong, wrong, wrong));
    }

    [Fact]
    public void A_rubric_replaced_by_a_file_has_another_id()
    {
        var folder = Directory.CreateTempSubdirectory("rubrics");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "interactivity.txt"), "Mark it. {{conversation}} {\"interactivity\": 0.0}");

            Assert.NotEqual(Rubric.Interactivity().Id, Rubric.Interactivity(folder.FullName).Id);
            Assert.Equal(Rubric.Accuracy().Id, Rubric.Accuracy(folder.FullName).Id);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task An_extracted_document_may_be_empty_but_must_be_a_text()
    {
        var prompt = PromptFile.Load("extract.txt");
        var empty = new DocumentExtractor(new ScriptedChatClient(["""{"thought": "none yet", "final_completion": ""}"""]), prompt);
        var broken = new DocumentExtractor(new ScriptedChatClient(Enumerable.Repeat("""{"final_completion": 3}""", 3)), prompt);

        Assert.Equal(("", null), await empty.ExtractAsync("document", Talk, 1, default));
        var (document, reason) = await broken.ExtractAsync("document", Talk, 1, default);
        Assert.Null(document);
        Assert.Contains("final_completion is missing or not a text", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_latest_draft_is_the_last_reply_of_at_least_half_the_longest_ones_length()
    {
        var talk = new Conversation(
            Message.Assistant("one two three four five six"), Message.User("a much longer message of the participant than any reply"),
            Message.Assistant("the second draft is here"), Message.Assistant("Anything else?"));

        Assert.Equal("the second draft is here", LatestDraft.Of(talk));
        Assert.Equal("", LatestDraft.Of(new Conversation(Message.User("x"))));
    }

    private static Task<JudgeMark> MarkAsync(Rubric rubric, params string[] answers) =>
        new Judge(new ScriptedChatClient(answers), "j").MarkAsync(rubric, Talk, "goal", "document", 1, default);
}
