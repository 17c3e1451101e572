using System.Text.RegularExpressions;
using CollabLLM.Core.Studies;
using CollabLLM.Data;
using CollabLLM.Data.Ratings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CollabLLM.IntegrationTests.Site;

public sealed partial class FreeTextTests : IAsyncLifetime, IDisposable
{
    private const string Page = "/studies/coded/free-text";
    private readonly SiteHost site = new();
    private List<Guid> answers = [];
    private HttpClient http = null!;

    public async Task InitializeAsync()
    {
        await site.FillAsync();
        var sessions = await site.AddStudyAsync("coded", study => Enumerable.Range(0, 10).Select(_ => study.Add()));
        await using var db = await DatabaseAsync();
        answers = await db.Answers.Where(a => sessions.Contains(a.SessionId)).OrderBy(a => a.At).Select(a => a.Id).ToListAsync();
        http = await site.SignInAsync("admin@example.org");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task Two_coders_who_coded_the_same_answers_see_their_kappa()
    {
        // Both 5, the first alone 1, the second alone 1, neither 3: (0.8 - 0.52) / (1 - 0.52).
        for (var i = 0; i < 10; i++)
        {
            await CodeAsync("admin@example.org", i, i < 6 ? "clear" : "");
            await CodeAsync("second@example.org", i, i is < 5 or 6 ? "Clear" : "");
        }

        var page = Text(await http.GetStringAsync(Page));

        Assert.Contains("10 answers coded by both; 8 with the same codes", page, StringComparison.Ordinal);
        Assert.Matches(@"clear 5 2 3 0\.583 -?\d", page);
    }

    [Fact]
    public async Task Nobody_sees_what_the_other_found_before_coding_the_answer()
    {
        await CodeAsync("second@example.org", 0, "brilliantly-clear");

        var before = Text(await http.GetStringAsync(Page));
        await CodeAsync("admin@example.org", 0, "short");
        var after = Text(await http.GetStringAsync(Page));

        Assert.DoesNotContain("brilliantly-clear", before, StringComparison.Ordinal);
        Assert.Contains("second@example.org: brilliantly-clear", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_are_found_by_their_words_their_arm_and_by_whether_one_coded_them()
    {
        await CodeAsync("admin@example.org", 0, "clear");

        Assert.Contains("10 answers.", Text(await http.GetStringAsync($"{Page}?q=KIND")), StringComparison.Ordinal);
        Assert.Contains("0 of 10 answers.", Text(await http.GetStringAsync($"{Page}?q=terrible")), StringComparison.Ordinal);
        Assert.Contains("5 of 10 answers.", Text(await http.GetStringAsync($"{Page}?arm=K")), StringComparison.Ordinal);
        Assert.Contains("9 of 10 answers.", Text(await http.GetStringAsync($"{Page}?coded=false")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coding_takes_the_place_of_the_coders_earlier_one_and_is_exported()
    {
        await CodeAsync("admin@example.org", 0, "clear; fast");
        await CodeAsync("admin@example.org", 0, "slow");

        var table = await http.GetStringAsync("/studies/coded/exports/answer_codes.csv");

        Assert.Contains("admin@example.org,slow,", table, StringComparison.Ordinal);
        Assert.DoesNotContain("clear", table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_of_another_study_is_not_coded()
    {
        await using var db = await DatabaseAsync();
        var other = await db.Studies.Where(s => s.Slug == SiteHost.OtherStudy).Select(s => s.Id).SingleAsync();

        await Assert.ThrowsAsync<StudyRuleException>(() => site.Services.GetRequiredService<CodeAnswer>().RunAsync("admin@example.org", other, answers[0], "clear", default));
    }

    private async Task CodeAsync(string coder, int answer, string codes)
    {
        await using var db = await DatabaseAsync();
        var study = await db.Studies.Where(s => s.Slug == "coded").Select(s => s.Id).SingleAsync();
        await site.Services.GetRequiredService<CodeAnswer>().RunAsync(coder, study, answers[answer], codes, default);
    }

    private Task<CollabDbContext> DatabaseAsync() => site.Services.GetRequiredService<IDbContextFactory<CollabDbContext>>().CreateDbContextAsync();

    private static string Text(string html) => Blanks().Replace(System.Net.WebUtility.HtmlDecode(Tags().Replace(html, " ")), " ");

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
