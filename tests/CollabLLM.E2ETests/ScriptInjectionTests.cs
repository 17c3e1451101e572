using Microsoft.Playwright;

namespace CollabLLM.E2ETests;

/// <summary>What a participant writes, and what a policy makes of it, stays text.</summary>
public sealed class ScriptInjectionTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    private static readonly string[] Attacks =
    [
        "<img src=x onerror=\"window.hurt=1\">", "<script>window.hurt=1</script>", "<svg onload=window.hurt=1>", "[a](javascript:window.hurt=1)",
        "![a](http://example.org/x.png)", "<iframe src=\"javascript:parent.hurt=1\"></iframe>", "<a href=\"javascript:window.hurt=1\">press</a>", "{{constructor.constructor('window.hurt=1')()}}",
    ];

    [Fact]
    public async Task No_text_runs_and_no_text_fetches_anything()
    {
        // The editor reads what is pasted in a document that runs nothing; the browser reports each handler that it refuses there.
        var page = await site.OpenAsync(provoked: "Executing inline event handler violates");
        var outside = new List<string>();
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(site.Site.Address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) outside.Add(request.Url);
        };
        var walk = new ParticipantWalk(page);
        await walk.BeginAsync();
        await page.FillAsync("#message", string.Join('\n', Attacks));
        await page.PressAsync("#message", "Enter");
        await page.WaitForSelectorAsync("[data-reply='1'] .actions");
        await walk.InsertAsync(1);
        await page.ClickAsync(".ql-editor");
        await page.EvaluateAsync(
            """
            html => {
              const data = new DataTransfer();
              data.setData('text/html', html);
              data.setData('text/plain', 'pasted');
              document.querySelector('.ql-editor').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """,
            string.Concat(Attacks));
        await page.WaitForSelectorAsync(".saved.ok");
        await page.ReloadAsync();
        await walk.CoWritingAsync();

        Assert.Null(await page.EvaluateAsync<int?>("window.hurt ?? null"));
        Assert.Empty(outside);
        Assert.Equal(0, await page.Locator(".stream img, .stream script, .stream iframe, .ql-editor img, .ql-editor script, .ql-editor iframe, .ql-editor a[href^=javascript]").CountAsync());
    }
}
