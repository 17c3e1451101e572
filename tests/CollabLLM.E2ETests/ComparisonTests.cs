using System.Xml.Linq;
using CollabLLM.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace CollabLLM.E2ETests;

/// <summary>The comparison page over a study in the size of the published one.</summary>
public sealed class ComparisonTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Fact]
    public async Task A_researcher_sees_the_finding_looks_closer_saves_a_picture_and_a_coordinator_unblinds_with_a_reason()
    {
        await FillAsync();
        var page = await site.SignedInAsync();
        await page.GotoAsync("/studies/compared/comparison");
        await page.WaitForSelectorAsync(".plot-live:not([hidden]) svg");
        var broken = new List<string>(await LookAsync(page));

        // The arm that the sample rates higher, by code.
        await Assertions.Expect(page.Locator(".finding")).ToContainTextAsync("higher with R");
        var blind = await page.Locator("main").InnerTextAsync();
        Assert.DoesNotContain("CollabLLM", blind, StringComparison.Ordinal);
        Assert.DoesNotContain("baseline)", blind, StringComparison.Ordinal);

        await page.ClickAsync("article:has-text('Overall interaction') >> button:has-text('Look closer')");
        await page.WaitForSelectorAsync(".closer table.statistics");
        await page.EvaluateAsync("document.querySelectorAll('.closer details').forEach(d => d.open = true)");
        broken.AddRange(await LookAsync(page));
        foreach (var kind in new[] { "SVG", "PNG" })
        {
            var saving = page.WaitForDownloadAsync();
            await page.Locator($".closer button:has-text('Save as {kind}')").First.ClickAsync();
            var file = await saving;
            Assert.EndsWith($".{kind.ToLowerInvariant()}", file.SuggestedFilename, StringComparison.Ordinal);
            Assert.True(new FileInfo(await file.PathAsync()).Length > 1000);
            if (kind == "SVG") Assert.Equal("svg", XDocument.Load(await file.PathAsync()).Root!.Name.LocalName);
        }
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.SetViewportSizeAsync(390, 844);
        broken.AddRange(await LookAsync(page));

        var report = await page.APIRequest.GetAsync($"{site.Site.Address}/studies/compared/comparison/report.html");
        Assert.Contains("How the numbers were computed", await report.TextAsync(), StringComparison.Ordinal);

        await page.ClickAsync("button:has-text('Unblind')");
        await page.FillAsync("#unblind-reason", "the analysis is settled");
        await page.ClickAsync("dialog button:has-text('Unblind')");
        await Assertions.Expect(page.Locator(".finding")).ToContainTextAsync("higher with CollabLLM");
        await using var db = site.Site.OpenDatabase();
        var entry = await db.Audit.SingleAsync(a => a.What == "study.unblinded");
        Assert.Equal(("first@example.org", "the analysis is settled"), (entry.Who, entry.Why));
        Assert.True(broken.Count == 0, string.Join('\n', broken.Distinct()));
    }

    private static async Task<IEnumerable<string>> LookAsync(IPage page)
    {
        var sideways = await page.ScrollsSidewaysAsync();
        return [.. await new ParticipantWalk(page).ViolationsAsync(), .. sideways ? new[] { "scrolls sideways" } : []];
    }

    private async Task FillAsync()
    {
        await using var db = site.Site.OpenDatabase();
        new ComparedStudy(db).Write();
        await db.SaveChangesAsync();
    }
}
