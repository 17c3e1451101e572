using System.Security.Claims;
using CollabLLM.Core.Studies;
using CollabLLM.Data;
using CollabLLM.Data.Accounts;
using CollabLLM.TestKit;
using CollabLLM.Web.Features.Studies.Editing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CollabLLM.IntegrationTests.Site;

public sealed class EditingTests : IAsyncLifetime, IDisposable
{
    private readonly SiteHost site = new();
    private readonly ClaimsPrincipal admin = new(new ClaimsIdentity([new(ClaimTypes.Name, "admin@example.org"), new(ClaimTypes.Role, Roles.Administrator)], "test"));

    public Task InitializeAsync() => site.FillAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task A_draft_is_changed_and_the_change_is_in_the_audit_trail()
    {
        var before = await StudyAsync(SiteHost.OtherStudy);

        Assert.Equal([], await ChangeAsync(before.Id, SampleStudy.Definition() with { Title = "A better title" }));

        var after = await StudyAsync(SiteHost.OtherStudy);
        Assert.Equal("A better title", after.Title);
        await using var db = await DatabaseAsync();
        Assert.Equal(("study.changed", before.DefinitionHash, after.DefinitionHash), await db.Audit.OrderByDescending(e => e.Sequence).Select(e => ValueTuple.Create(e.What, e.Before!, e.After!)).FirstAsync());
    }

    [Fact]
    public async Task A_faulty_draft_is_refused_in_words_and_nothing_is_changed()
    {
        var before = await StudyAsync(SiteHost.OtherStudy);

        var problems = await ChangeAsync(before.Id, SampleStudy.Definition() with { Title = "", Arms = [] });

        Assert.Contains(problems, p => p.StartsWith("title is empty", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.StartsWith("arms is empty", StringComparison.Ordinal));
        Assert.Equal(before.DefinitionHash, (await StudyAsync(SiteHost.OtherStudy)).DefinitionHash);
    }

    [Fact]
    public async Task A_study_that_has_participants_is_not_changed_any_more()
    {
        var study = await StudyAsync(SiteHost.Study);
        await using (var db = await DatabaseAsync())
        {
            (await db.Studies.SingleAsync(s => s.Id == study.Id)).Freeze(SampleStudy.Start);
            await db.SaveChangesAsync();
        }

        Assert.Contains("frozen", Assert.Single(await ChangeAsync(study.Id, SampleStudy.Definition() with { Title = "Too late" })));
        Assert.Equal(study.Title, (await StudyAsync(SiteHost.Study)).Title);
    }

    private Task<IReadOnlyList<string>> ChangeAsync(Guid study, StudyDefinition definition) => site.Services.GetRequiredService<ChangeDefinition>().RunAsync(admin, study, definition, default);

    private async Task<Study> StudyAsync(string slug)
    {
        await using var db = await DatabaseAsync();
        return await db.Studies.AsNoTracking().SingleAsync(s => s.Slug == slug);
    }

    private Task<CollabDbContext> DatabaseAsync() => site.Services.GetRequiredService<IDbContextFactory<CollabDbContext>>().CreateDbContextAsync();
}
