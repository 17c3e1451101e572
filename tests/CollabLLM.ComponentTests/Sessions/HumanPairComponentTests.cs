using Bunit;
using CollabLLM.Core.Sessions;
using CollabLLM.Data.Sessions;
using CollabLLM.Web.Features.Sessions;

namespace CollabLLM.ComponentTests.Sessions;

public sealed class HumanPairComponentTests : BunitContext
{
    private static readonly OfferView Offer = new("The left reply.", "The right reply.");

    [Fact]
    public void Two_replies_stand_under_neutral_names_in_the_places_that_were_drawn()
    {
        var view = Render<ReplyPick>(p => p.Add(r => r.Turn, 3).Add(r => r.Offer, Offer));

        Assert.Equal(["Reply 1", "Reply 2"], view.FindAll("h3").Select(h => h.TextContent));
        Assert.Equal(["The left reply.", "The right reply."], view.FindAll(".text").Select(t => t.TextContent.Trim()));
        Assert.Equal(["Choose reply 1", "Choose reply 2", "No preference"], view.FindAll("button").Select(b => b.TextContent));
    }

    [Theory]
    [InlineData(0, PickedSide.Left)]
    [InlineData(1, PickedSide.Right)]
    [InlineData(2, PickedSide.NoPreference)]
    public void Each_button_says_what_it_says(int button, PickedSide expected)
    {
        PickedSide? picked = null;
        var view = Render<ReplyPick>(p => p.Add(r => r.Turn, 3).Add(r => r.Offer, Offer).Add(r => r.OnPick, side => picked = side));

        view.FindAll("button")[button].Click();

        Assert.Equal(expected, picked);
    }

    [Fact]
    public void While_an_answer_is_saved_no_button_can_be_pressed_again()
    {
        var saving = new TaskCompletionSource();
        var answers = 0;
        var view = Render<ReplyPick>(p => p.Add(r => r.Turn, 3).Add(r => r.Offer, Offer).Add(r => r.OnPick, _ =>
        {
            answers++;
            return saving.Task;
        }));

        view.FindAll("button")[0].Click();
        Assert.All(view.FindAll("button"), b => Assert.True(b.HasAttribute("disabled")));
        saving.SetResult();

        view.WaitForAssertion(() => Assert.All(view.FindAll("button"), b => Assert.False(b.HasAttribute("disabled"))));
        Assert.Equal(1, answers);
    }

    [Fact]
    public void A_reply_can_be_edited_only_where_the_study_allows_it()
    {
        Assert.DoesNotContain("Edit", Reply(mayEdit: false).FindAll("button").Select(b => b.TextContent));
        Assert.Contains("Edit", Reply(mayEdit: true).FindAll("button").Select(b => b.TextContent));
    }

    [Fact]
    public void A_saved_version_closes_the_editor_and_a_refused_one_keeps_the_words()
    {
        var (saves, answer) = (new List<string>(), false);
        var view = Reply(mayEdit: true, save: version =>
        {
            saves.Add(version);
            return Task.FromResult(answer);
        });
        Button(view, "Edit").Click();
        view.Find("textarea").Input("My own words.");

        Button(view, "Save my version").Click();
        Assert.Equal("My own words.", view.Find("textarea").GetAttribute("value"));
        answer = true;
        Button(view, "Save my version").Click();

        Assert.Equal(["My own words.", "My own words."], saves);
        Assert.Empty(view.FindAll("textarea"));
    }

    [Fact]
    public void Cancelling_leaves_the_reply_as_it_was()
    {
        var view = Reply(mayEdit: true);
        Button(view, "Edit").Click();
        view.Find("textarea").Input("Never mind.");

        Button(view, "Cancel").Click();

        Assert.Contains("What the assistant wrote.", view.Find(".text").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void An_edited_reply_shows_the_participants_version_and_says_so()
    {
        var view = Reply(mayEdit: true, edited: "My version of it.");

        Assert.Contains("My version of it.", view.Find(".text").TextContent, StringComparison.Ordinal);
        Assert.Contains("Your version", view.Markup, StringComparison.Ordinal);
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<GivenReply> view, string text) => view.FindAll("button").Single(b => b.TextContent == text);

    private IRenderedComponent<GivenReply> Reply(bool mayEdit, Func<string, Task<bool>>? save = null, string? edited = null) => Render<GivenReply>(p => p
        .Add(r => r.Turn, new TurnView(1, "key", "A question", DateTimeOffset.UnixEpoch, TurnState.Completed, "What the assistant wrote.", null, 1, null, edited))
        .Add(r => r.MayEdit, mayEdit).Add(r => r.OnEdit, save));
}
