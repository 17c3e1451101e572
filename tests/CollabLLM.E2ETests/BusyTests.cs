using CollabLLM.Core.Policies;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Studies;
using Microsoft.Playwright;

namespace CollabLLM.E2ETests;

/// <summary>The real engine with room for one reply and two that wait: each participant sees the place in the queue, then the reply; who finds no place loses nothing.</summary>
public sealed class BusyTests : IAsyncLifetime
{
    private const string Slug = "busy";
    private readonly string models = Directory.CreateTempSubdirectory("collabllm-busy-").FullName;
    private readonly SiteFixture site;

    public BusyTests() => site = new(new()
    {
        ["Inference__ModelsFolder"] = BusyModel.Write(models),
        ["Inference__MaxRows"] = "1",
        ["Inference__QueueLimit"] = "2",
        ["Inference__FirstTokenTimeout"] = "00:10:00",
        ["Inference__TotalTimeout"] = "00:10:00",
        ["Scoring__Enabled"] = "false",
    });

    [Fact]
    public async Task Who_waits_sees_the_place_in_the_queue_and_who_finds_none_keeps_the_words_and_tries_again_with_one_press()
    {
        await OpenStudyAsync();
        IPage[] people = [await JoinAsync(), await JoinAsync(), await JoinAsync(), await JoinAsync()];
        var (writing, next, second, refused) = (people[0], people[1], people[2], people[3]);

        await SendAsync(writing);
        await Assertions.Expect(writing.Locator(".live-text")).ToBeVisibleAsync();
        await SendAsync(next);
        await Assertions.Expect(next.Locator(".waiting")).ToHaveTextAsync("The assistant is busy. You are next.");
        await SendAsync(second);
        await Assertions.Expect(second.Locator(".waiting")).ToHaveTextAsync("The assistant is busy. You are number 2 in the queue.");
        await Guide.ShotAsync(second, "queue");
        await SendAsync(refused);
        await Assertions.Expect(refused.Locator(".reply .notice")).ToContainTextAsync("The assistant could not answer. Your message is kept.");
        await Assertions.Expect(refused.Locator(".turn-me")).ToHaveTextAsync(["Please help me write about my topic."]);
        Assert.DoesNotContain("limit", await refused.InnerTextAsync("main"), StringComparison.Ordinal);
        await Guide.ShotAsync(refused, "no-answer");

        await writing.ClickAsync("button:has-text('Stop')");
        await writing.WaitForSelectorAsync("[data-reply='1'] .actions");
        await Assertions.Expect(next.Locator(".live-text")).ToBeVisibleAsync();
        await Assertions.Expect(second.Locator(".waiting")).ToHaveTextAsync("The assistant is busy. You are next.");
        await refused.ClickAsync("button:has-text('Try again')");
        await Assertions.Expect(refused.Locator(".waiting")).ToHaveTextAsync("The assistant is busy. You are number 2 in the queue.");

        await next.ClickAsync("button:has-text('Stop')");
        await Assertions.Expect(second.Locator(".live-text")).ToBeVisibleAsync();
        await second.ClickAsync("button:has-text('Stop')");
        await Assertions.Expect(refused.Locator(".live-text")).ToBeVisibleAsync();
        await refused.ClickAsync("button:has-text('Stop')");
        await refused.WaitForSelectorAsync("[data-reply='1'] .actions");
        await Assertions.Expect(refused.Locator(".turn-me")).ToHaveCountAsync(1);
    }

    public Task InitializeAsync() => site.InitializeAsync();

    public async Task DisposeAsync()
    {
        await site.DisposeAsync();
        Directory.Delete(models, recursive: true);
    }

    private static async Task SendAsync(IPage page)
    {
        await page.FillAsync("#message", "Please help me write about my topic.");
        await page.PressAsync("#message", "Enter");
    }

    private async Task<IPage> JoinAsync()
    {
        var page = await site.OpenAsync();
        await new ParticipantWalk(page).BeginAsync(study: Slug);
        return page;
    }

    private async Task OpenStudyAsync()
    {
        await using var db = site.Site.OpenDatabase();
        var policy = new PolicyDefinition(BusyModel.Name, null, new Sampling(Temperature: 0, MaxTokens: BusyModel.Tokens));
        var study = new Study(Slug, await SeedDemoStudy.DefinitionAsync(default) with { Arms = [new("K", "Base", policy, IsBaseline: true)] }, DateTimeOffset.UnixEpoch);
        study.MoveTo(StudyState.Open);
        db.Studies.Add(study);
        await db.SaveChangesAsync();
    }
}
