using AngleSharp.Dom;
using Bunit;
using CollabLLM.Core.Ratings;
using CollabLLM.Data.Ratings;
using CollabLLM.Data.Sessions;
using CollabLLM.Web.Features.Sessions;

namespace CollabLLM.ComponentTests.Sessions;

/// <summary>What can be asked, left or changed from within a step: empty, while it is sent, and where it could not be saved.</summary>
public sealed class PanelTests : BunitContext
{
    private const string NotSaved = "This could not be saved just now.";
    private static readonly RatingQuestion Question = new(RatingQuestion.Checkpoint, "How is it so far?", new RatingScale());
    private readonly List<string> sent = [];
    private TaskCompletionSource<string?> answer = new();

    public PanelTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Fact]
    public void A_question_is_sent_once_and_its_words_go_only_when_it_is_saved()
    {
        var panel = Help([]);
        Assert.True(Button(panel, "Send").HasAttribute("disabled"));
        panel.Find("#help-text").Input("Where do I find the document?");

        panel.Find("form").Submit();
        Assert.True(Button(panel, "Send").HasAttribute("disabled"));
        panel.Find("form").Submit();
        answer.SetResult(NotSaved);
        panel.WaitForAssertion(() => Assert.Equal(NotSaved, panel.Find("[role=alert]").TextContent));
        Assert.Equal("Where do I find the document?", panel.Find("#help-text").GetAttribute("value"));

        answer = new();
        panel.Find("form").Submit();
        answer.SetResult(null);
        panel.WaitForAssertion(() => Assert.Equal("", panel.Find("#help-text").GetAttribute("value") ?? ""));
        Assert.Empty(panel.FindAll("[role=alert]"));
        Assert.Equal(["Where do I find the document?", "Where do I find the document?"], sent);
    }

    [Fact]
    public void Answers_of_the_coordinator_stand_below_their_questions_and_open_ones_say_so()
    {
        var panel = Help([new(Guid.NewGuid(), "How long?", DateTimeOffset.UnixEpoch, "Twenty minutes.", DateTimeOffset.UnixEpoch), new(Guid.NewGuid(), "May I stop?", DateTimeOffset.UnixEpoch, null, null)]);

        Assert.Equal(["You asked: How long?", "Twenty minutes.", "You asked: May I stop?", "No answer yet. You can go on; the answer appears here."], panel.FindAll("dialog > div > p").Select(p => p.TextContent));
    }

    [Theory]
    [InlineData("Leave and keep my data", "True")]
    [InlineData("Leave and delete my data", "False")]
    public void Who_leaves_says_what_happens_to_the_data_once_and_hears_where_it_was_not_done(string button, string expected)
    {
        var panel = Render<WithdrawPanel>(p => p.Add(w => w.Withdraw, keep => SendAsync($"{keep}")));

        Button(panel, button).Click();
        Assert.All(panel.FindAll("button").Where(b => b.TextContent.StartsWith("Leave", StringComparison.Ordinal)), b => Assert.True(b.HasAttribute("disabled")));
        answer.SetResult(NotSaved);

        panel.WaitForAssertion(() => Assert.Equal(NotSaved, panel.Find("[role=alert]").TextContent));
        Assert.False(Button(panel, button).HasAttribute("disabled"));
        Assert.Equal([expected], sent);
    }

    [Fact]
    public void A_rating_is_sent_once_and_one_that_was_not_saved_stays_with_its_comment()
    {
        var rating = Render<CheckpointRating>(p => p.Add(r => r.Question, Question).Add(r => r.MayDecline, true).Add(r => r.Rate, (value, comment) => SendAsync($"{value} {comment}")));
        rating.FindAll("input[type=radio]")[6].Change("7");
        rating.Find("input[type=text]").Change("fine");

        rating.Find("form").Submit();
        Assert.All(rating.FindAll("button"), b => Assert.True(b.HasAttribute("disabled")));
        rating.Find("form").Submit();
        answer.SetResult(NotSaved);

        rating.WaitForAssertion(() => Assert.Equal(NotSaved, rating.Find("[role=alert]").TextContent));
        Assert.Equal("fine", rating.Find("input[type=text]").GetAttribute("value"));
        Assert.Equal(["7 fine"], sent);
    }

    [Fact]
    public void A_changed_rating_closes_only_when_the_change_is_saved()
    {
        var given = Render<GivenRating>(p => p.Add(g => g.Question, Question).Add(g => g.Given, new RatingView(Question.Key, 3, 4, "so far so good")).Add(g => g.Rate, (value, comment) => SendAsync($"{value} {comment}")));
        Assert.Contains("You rated 4 of 10.", given.Markup, StringComparison.Ordinal);
        Button(given, "Change").Click();
        Assert.Equal("so far so good", given.Find("input[type=text]").GetAttribute("value"));
        given.FindAll("input[type=radio]")[8].Change("9");

        given.Find("form").Submit();
        answer.SetResult(NotSaved);
        given.WaitForAssertion(() => Assert.Equal(NotSaved, given.Find("[role=alert]").TextContent));
        answer = new();
        given.Find("form").Submit();
        answer.SetResult(null);

        given.WaitForAssertion(() => Assert.Empty(given.FindAll("form")));
        Assert.Equal(["9 so far so good", "9 so far so good"], sent);
    }

    [Fact]
    public void The_foot_of_a_step_opens_help_or_leaving_and_closes_them_again()
    {
        var foot = Render<SessionFooter>(p => p.Add(f => f.Help, []).Add(f => f.Ask, SendAsync).Add(f => f.Withdraw, _ => SendAsync("left")));
        Assert.Empty(foot.FindAll("dialog"));

        Button(foot, "Help").Click();
        Assert.Equal("Ask the person who runs this study", foot.Find("dialog h2").TextContent);
        Button(foot, "Close").Click();
        Button(foot, "Leave the study").Click();
        Assert.Equal("Leave the study?", foot.Find("dialog h2").TextContent);
        Button(foot, "Stay").Click();

        Assert.Empty(foot.FindAll("dialog"));
        Assert.Empty(sent);
    }

    private static IElement Button<T>(IRenderedComponent<T> panel, string text) where T : Microsoft.AspNetCore.Components.IComponent => panel.FindAll("button").Single(b => b.TextContent == text);

    private IRenderedComponent<HelpPanel> Help(IReadOnlyList<HelpView> before) => Render<HelpPanel>(p => p.Add(h => h.Help, before).Add(h => h.Ask, SendAsync));

    private Task<string?> SendAsync(string what)
    {
        sent.Add(what);
        return answer.Task;
    }
}
