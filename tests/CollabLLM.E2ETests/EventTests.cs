using CollabLLM.Core.Sessions;
using Microsoft.Playwright;

namespace CollabLLM.E2ETests;

/// <summary>What a participant does on the page stands in the data, once, without a word of theirs.</summary>
public sealed class EventTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Fact]
    public async Task Each_thing_that_a_participant_does_is_an_event_with_both_clocks()
    {
        var page = await site.OpenAsync();
        await new ParticipantWalk(page).BeginAsync();
        await page.ClickAsync("#message");
        await page.Keyboard.TypeAsync("please write a draft");
        await page.PressAsync("#message", "Enter");
        await page.WaitForSelectorAsync("[data-reply='1'] .actions");
        await page.ClickAsync("[data-reply='1'] button:has-text('Insert')");
        await page.ClickAsync("[data-reply='1'] button:has-text('Copy')");
        await page.ClickAsync(".ql-editor p >> nth=0");
        await page.Keyboard.PressAsync("Home");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.TypeAsync("abc");
        await page.Keyboard.PressAsync("Delete");
        await PasteAsync(page, "#message", "a text from elsewhere");
        await PasteAsync(page, "#message", await page.InnerTextAsync("[data-reply='1'] .text"));
        await PasteAsync(page, "#message", "please   write a draft");
        await page.ClickAsync("[data-reply='1'] button:has-text('Quote')");

        var events = await ExpectAsync(page, EventKinds.InsertedEdited, EventKinds.ReadToEnd, EventKinds.Quoted);

        Assert.Equal(Enumerable.Range(1, events.Count).Select(n => (long)n), events.Select(e => e.Sequence));
        Assert.Equal(["Consent", "Topic", "Intake", "Instructions", "CoWriting"], Of(EventKinds.StepShown).Select(e => e.Text("step")));
        Assert.Equal(["outside", "reply", "own"], Of(EventKinds.Paste).Select(e => e.Text("source")));
        Assert.Equal("a text from elsewhere".Length, Of(EventKinds.Paste)[0].Number("characters"));
        var typed = Of(EventKinds.Typing).First(e => e.Text("where") == "message");
        Assert.Equal(("please write a draft".Length, true), (typed.Number("characters"), typed.Number("durationMs") >= 0));
        var inserted = Assert.Single(Of(EventKinds.Inserted));
        Assert.Equal((1, 0, 0), (inserted.Turn, inserted.Number("start"), inserted.Number("at")));
        var edited = Assert.Single(Of(EventKinds.InsertedEdited));
        Assert.Equal((1, 3, 1), (edited.Turn, edited.Number("added"), edited.Number("removed")));
        Assert.Equal(inserted.Number("characters") + 2, edited.Number("left"));
        Assert.Equal(1, Assert.Single(Of(EventKinds.Copied)).Turn);
        Assert.Equal(1, Assert.Single(Of(EventKinds.ReadToEnd)).Turn);
        Assert.Contains(Of(EventKinds.Focus), e => e.Text("where") == "document");
        Assert.All(events.Where(e => e.Data is not null), e => Assert.DoesNotContain("draft", e.Data));
        Assert.All(events.Where(e => e.Kind is EventKinds.StepShown or EventKinds.Paste or EventKinds.Typing), e => Assert.True(e.ClientMs > 0));

        IReadOnlyList<StoredEvent> Of(string kind) => [.. events.Where(e => e.Kind == kind)];
    }

    [Fact]
    public async Task A_text_pasted_just_before_it_is_sent_is_flagged()
    {
        var page = await site.OpenAsync();
        await new ParticipantWalk(page).BeginAsync();
        var text = string.Join(' ', Enumerable.Range(1, 120).Select(n => $"word{n}"));

        await PasteAsync(page, "#message", text);
        await page.FillAsync("#message", text);
        await page.PressAsync("#message", "Enter");
        await page.WaitForSelectorAsync("[data-reply='1'] .actions");

        var events = await ExpectAsync(page, EventKinds.Sent);
        Assert.True(events.First(e => e.Kind == EventKinds.Paste).Sequence < events.First(e => e.Kind == EventKinds.Sent).Sequence);
    }

    [Fact]
    public async Task What_happened_while_the_network_was_gone_is_stored_once_by_the_page_that_comes_after()
    {
        await using var network = new FragileNetwork(site.Site.Address);
        var page = await site.OpenAsync(address: network.Address);
        var walk = new ParticipantWalk(page);
        await walk.BeginAsync();
        await network.CutAsync(page);
        await PasteAsync(page, "#message", "while it was gone");
        network.Mend();
        await page.ReloadAsync();
        await walk.CoWritingAsync();
        await PasteAsync(page, "#message", "after it was back");

        var events = await ExpectAsync(page, EventKinds.Paste, EventKinds.Disconnected);
        while (events.Count(e => e.Kind == EventKinds.Paste) < 2) events = await ExpectAsync(page, EventKinds.Paste);

        Assert.Equal(["while it was gone".Length, "after it was back".Length], events.Where(e => e.Kind == EventKinds.Paste).Select(e => e.Number("characters")));
        Assert.Equal(2, events.Count(e => e.Kind == EventKinds.StepShown && e.Text("step") == "CoWriting"));
        var noticed = events.Where(e => e.ClientMs is not null).ToArray();
        Assert.Equal(noticed.Length, noticed.Select(e => (e.Kind, e.ClientMs)).Distinct().Count());
    }

    private async Task<IReadOnlyList<StoredEvent>> ExpectAsync(IPage page, params string[] kinds)
    {
        for (var tries = 0; tries < 480; tries++)
        {
            var events = await site.Site.EventsAsync(page.Url);
            if (kinds.All(kind => events.Any(e => e.Kind == kind))) return events;
            await Task.Delay(250);
        }
        throw new TimeoutException($"Not stored in 2 min: {string.Join(", ", kinds)}.");
    }

    private static async Task PasteAsync(IPage page, string selector, string text) => await page.EvaluateAsync(
        """
        ([selector, text]) => {
          const data = new DataTransfer();
          data.setData('text/plain', text);
          document.querySelector(selector).dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
        }
        """,
        new[] { selector, text });
}
