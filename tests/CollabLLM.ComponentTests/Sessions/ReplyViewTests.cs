using Bunit;
using CollabLLM.Core.Sessions;
using CollabLLM.Data.Sessions;
using CollabLLM.TestKit;
using CollabLLM.Web.Features.Sessions;

namespace CollabLLM.ComponentTests.Sessions;

public sealed class ReplyViewTests : BunitContext
{
    private static readonly string[] Allowed = ["p", "a", "strong", "em", "ul", "ol", "li", "blockquote", "h1", "h2", "code", "pre", "br", "hr"];

    [Fact]
    public void A_waiting_reply_says_that_it_is_being_written() =>
        Assert.Contains("Writing a reply", Show(TurnState.Waiting, null).Find("[role=status]").TextContent, StringComparison.Ordinal);

    [Fact]
    public void A_failed_reply_offers_one_more_try_and_shows_no_reason_of_a_model()
    {
        var tried = 0;
        var view = Render<ReplyView>(p => p.Add(r => r.Turn, Turn(TurnState.Failed, null)).Add(r => r.OnTryAgain, () => tried++));

        view.Find("button").Click();

        Assert.Equal(1, tried);
        Assert.Contains("The assistant could not answer", view.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_becomes_markup_and_raw_html_stays_text()
    {
        var view = Show(TurnState.Completed, "**bold** <script>alert(1)</script> <img src=x onerror=alert(2)>");

        Assert.Equal("bold", view.Find("strong").TextContent);
        Assert.Empty(view.FindAll("script"));
        Assert.Empty(view.FindAll("img"));
    }

    [Theory]
    [InlineData("[a](javascript:alert(1))")]
    [InlineData("[a](data:text/html,x)")]
    [InlineData("![a](https://example.org/x.png)")]
    public void Links_cannot_run_anything_and_images_fetch_nothing(string markdown)
    {
        var view = Show(TurnState.Completed, markdown);

        Assert.Empty(view.FindAll("img"));
        Assert.All(view.FindAll("a"), link => Assert.Matches("^(#|https:)", link.GetAttribute("href")!));
    }

    [Theory]
    [InlineData("<https://example.org/page>", "https://example.org/page")]
    [InlineData("<mailto:a@example.org>", "mailto:a@example.org")]
    [InlineData("<javascript:alert(1)>", null)]
    [InlineData("<vbscript:alert(1)>", null)]
    public void An_address_in_pointed_brackets_is_a_link_only_when_it_is_safe(string markdown, string? address)
    {
        var links = Show(TurnState.Completed, markdown).FindAll("a").Select(a => a.GetAttribute("href"));

        Assert.Equal(address is null ? [] : [address], links);
    }

    [Fact]
    public void No_text_of_the_battery_becomes_markup_that_runs_or_fetches()
    {
        foreach (var attack in ScriptAttacks.All)
        {
            foreach (var element in Show(TurnState.Completed, attack).FindAll(".text *"))
            {
                Assert.Contains(element.LocalName, Allowed);
                Assert.All(element.Attributes, a => Assert.Contains(a.Name, (string[])["href", "rel", "target", "title", "class", "start"]));
                if (element.GetAttribute("href") is { } address) Assert.Matches("^(#|https?:|mailto:)", address);
            }
        }
    }

    [Fact]
    public void A_finished_reply_can_be_inserted_copied_and_quoted() =>
        Assert.Equal(["Insert", "Copy", "Quote"], Show(TurnState.Completed, "A reply.").FindAll(".actions button").Select(b => b.TextContent));

    private IRenderedComponent<ReplyView> Show(TurnState state, string? reply) => Render<ReplyView>(p => p.Add(r => r.Turn, Turn(state, reply)));

    private static TurnView Turn(TurnState state, string? reply) => new(1, "key", "A question", DateTimeOffset.UnixEpoch, state, reply, null, 1);
}
