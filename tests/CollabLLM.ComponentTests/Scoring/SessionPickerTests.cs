using Bunit;
using CollabLLM.Web.Features.Scoring;

namespace CollabLLM.ComponentTests.Scoring;

public sealed class SessionPickerTests : BunitContext
{
    private static readonly ScorableSession[] Sessions =
    [
        new(new Guid(1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]), "P-0000000A", "K", "blog post: cycling", 8),
        new(new Guid(2, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]), "P-0000000B", "T", "blog post: gardens", 9),
        new(new Guid(3, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]), "P-0000000C", "T", "short story: cycling", 8),
    ];

    private IReadOnlySet<Guid> picked = new HashSet<Guid>();

    [Fact]
    public void None_ticked_means_all_and_the_summary_says_so()
    {
        var picker = Show();

        Assert.Contains("none ticked: all of them", picker.Find(".disclosure").TextContent, StringComparison.Ordinal);
        Assert.True(picker.Find(".quiet").HasAttribute("disabled"));
    }

    [Fact]
    public void Words_narrow_the_list_and_what_is_shown_can_be_ticked_at_once()
    {
        var picker = Show();

        picker.Find("#pick-find").Input(" arm t");
        picker.Find(".small").Click();

        Assert.Equal([Sessions[1].Id, Sessions[2].Id], picked.Order());
        Assert.Contains("2 sessions ticked", Show().Find(".disclosure").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Ticks_outside_the_words_stay()
    {
        picked = new HashSet<Guid> { Sessions[0].Id };
        var picker = Show();
        picker.Find("#pick-find").Input("gardens");

        picker.Find("li input").Change(true);

        Assert.Equal([Sessions[0].Id, Sessions[1].Id], picked.Order());
    }

    [Fact]
    public void A_tick_is_taken_back()
    {
        picked = Sessions.Select(s => s.Id).ToHashSet();
        var picker = Show();

        picker.FindAll("li input")[1].Change(false);

        Assert.Equal([Sessions[0].Id, Sessions[2].Id], picked.Order());
    }

    [Fact]
    public void A_closed_picker_draws_no_session_and_says_to_a_screen_reader_that_it_is_closed()
    {
        var picker = Closed(Sessions);

        Assert.Empty(picker.FindAll("li"));
        Assert.Equal("false", picker.Find(".disclosure").GetAttribute("aria-expanded"));
        picker.Find(".disclosure").Click();
        Assert.Equal((3, "true"), (picker.FindAll("li").Count, picker.Find(".disclosure").GetAttribute("aria-expanded")));
        picker.Find(".disclosure").Click();
        Assert.Empty(picker.FindAll("li"));
    }

    [Fact]
    public void Of_thousands_only_some_are_drawn_at_once_and_all_that_fit_can_be_ticked()
    {
        ScorableSession[] many = [.. Enumerable.Range(0, 5000).Select(i => new ScorableSession(new Guid(i, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]), $"P-{i:D8}", i % 2 == 0 ? "K" : "T", "blog post: cycling", 8))];
        var picker = Closed(many);
        picker.Find(".disclosure").Click();

        Assert.Equal(SessionPicker.AtOnce, picker.FindAll("li").Count);
        Assert.Contains("50 of 5000 are shown", picker.Markup, StringComparison.Ordinal);
        picker.FindAll("button")[^1].Click();
        Assert.Equal(2 * SessionPicker.AtOnce, picker.FindAll("li").Count);
        picker.Find("#pick-find").Input("arm T");
        Assert.Equal(SessionPicker.AtOnce, picker.FindAll("li").Count);
        picker.Find(".small").Click();
        Assert.Equal(2500, picked.Count);
    }

    private IRenderedComponent<SessionPicker> Show()
    {
        var picker = Closed(Sessions);
        picker.Find(".disclosure").Click();
        return picker;
    }

    private IRenderedComponent<SessionPicker> Closed(IReadOnlyList<ScorableSession> sessions) => Render<SessionPicker>(parameters => parameters
        .Add(p => p.Sessions, sessions).Add(p => p.Picked, picked).Add(p => p.PickedChanged, ids => picked = ids));
}
