using Microsoft.Playwright;

namespace CollabLLM.E2ETests;

/// <summary>A reply that goes into the document joins nobody's sentence.</summary>
public sealed class InsertionTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Fact]
    public async Task A_whole_reply_stands_in_paragraphs_of_its_own_at_the_end_and_in_the_middle_of_a_sentence()
    {
        var page = await site.OpenAsync();
        var walk = new ParticipantWalk(page);
        await walk.BeginAsync();
        await walk.ExchangeAsync(1);
        var reply = (await page.Locator("[data-reply='1'] .text > *").AllInnerTextsAsync()).Select(t => t.Trim()).ToArray();
        await page.ClickAsync(".ql-editor");
        await page.Keyboard.InsertTextAsync("My own words");

        await walk.InsertAsync(1);
        await Assertions.Expect(Paragraphs(page)).ToHaveCountAsync(reply.Length + 1);
        var atTheEnd = await TextsAsync(page);
        Assert.Equal(["My own words", .. reply], atTheEnd);

        await page.ClickAsync(".ql-editor > p:first-child");
        await page.Keyboard.PressAsync("Control+Home");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowRight");
        await walk.InsertAsync(1);
        await Assertions.Expect(Paragraphs(page)).ToHaveCountAsync((2 * reply.Length) + 2);
        var inTheMiddle = await TextsAsync(page);
        Assert.Equal(["My", .. reply, "own words", .. reply], inTheMiddle);
    }

    private static ILocator Paragraphs(IPage page) => page.Locator(".ql-editor > *:not(:empty)");

    private static async Task<string[]> TextsAsync(IPage page) => [.. (await Paragraphs(page).AllInnerTextsAsync()).Select(t => t.Trim())];
}
