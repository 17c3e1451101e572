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

        Assert.Contains("none ticked: all of them", picker.Find("summary").TextContent, StringComparison.Ordinal);
        Assert.True(picker.Find("button:last-child").HasAttribute("disabled"));
    }

    [Fact]
    public void Words_narrow_the_list_and_what_is_shown_can_be_ticked_at_once()
    {
        var picker = Show();

        picker.Find("#pick-find").Input(" arm t");
        picker.Find("button").Click();

        Assert.Equal([Sessions[1].Id, Sessions[2].Id], picked.Order());
        Assert.Contains("2 sessions ticked", Show().Find("summary").TextContent, StringComparison.Ordinal);
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

    private IRenderedComponent<SessionPicker> Show() => Render<SessionPicker>(parameters => parameters
        .Add(p => p.Sessions, Sessions).Add(p => p.Picked, picked).Add(p => p.PickedChanged, ids => picked = ids));
}
