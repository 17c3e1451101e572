using System.Security.Claims;
using CollabLLM.Core.Studies;
using CollabLLM.Data;
using CollabLLM.Data.Accounts;
using CollabLLM.Data.Audit;
using CollabLLM.TestKit;
using CollabLLM.Web.Features.Accounts;
using CollabLLM.Web.Features.Studies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CollabLLM.IntegrationTests.Site;

/// <summary>What changes a study is in the audit trail: who, what, before, after, why.</summary>
public sealed class AuditedDeedsTests : IAsyncLifetime, IDisposable
{
    private readonly SiteHost site = new();
    private ClaimsPrincipal coordinator = new();
    private Guid study;

    public async Task InitializeAsync()
    {
        await site.FillAsync();
        await using var db = await DatabaseAsync();
        study = (await db.Studies.SingleAsync(s => s.Slug == SiteHost.Study)).Id;
        var account = await db.Users.SingleAsync(u => u.Email == "coordinator@example.org");
        coordinator = new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, account.Id.ToString()), new(ClaimTypes.Name, account.Email!), new(ClaimTypes.Role, Roles.Coordinator)], "test"));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task Closing_a_study_is_kept_with_the_state_before()
    {
        await site.Services.GetRequiredService<ChangeStudyState>().RunAsync(coordinator, study, StudyState.Paused, default);

        Assert.Equal(("coordinator@example.org", "study.state", $"study/{study}", "Open", "Paused"), await LastAsync());
    }

    [Fact]
    public async Task Excluding_a_session_is_kept_with_its_reason_and_saving_the_same_again_is_not()
    {
        var exclude = site.Services.GetRequiredService<ExcludeSession>();
        await exclude.RunAsync(coordinator, study, site.SessionId, "wrote nonsense", default);
        await exclude.RunAsync(coordinator, study, site.SessionId, "wrote nonsense", default);

        Assert.Equal(("coordinator@example.org", "session.excluded", $"session/{site.SessionId}", null, "wrote nonsense"), await LastAsync());
        await using var db = await DatabaseAsync();
        Assert.Equal(1, await db.Audit.CountAsync(e => e.What == "session.excluded"));
    }

    [Fact]
    public async Task A_new_study_is_kept_with_who_made_it_and_without_its_entry_there_is_no_study()
    {
        var make = site.Services.GetRequiredService<NewStudy>();
        Assert.Empty(await make.RunAsync(coordinator, "second", SampleStudy.Definition().ToJson(), default));
        await using var db = await DatabaseAsync();
        var made = await db.Studies.SingleAsync(s => s.Slug == "second");
        Assert.Equal(("coordinator@example.org", "study.made", $"study/{made.Id}", null, made.DefinitionHash), await LastAsync());
        Assert.Equal(1, await db.StudyMembers.CountAsync(m => m.StudyId == made.Id));

        await db.Database.ExecuteSqlRawAsync("CREATE TRIGGER no_audit BEFORE INSERT ON Audit BEGIN SELECT RAISE(ABORT, 'no room'); END");
        await Assert.ThrowsAsync<DbUpdateException>(() => make.RunAsync(coordinator, "third", SampleStudy.Definition().ToJson(), default));

        Assert.False(await db.Studies.AnyAsync(s => s.Slug == "third"));
    }

    [Fact]
    public async Task An_invitation_is_kept_and_its_secret_is_not()
    {
        var link = await site.Services.GetRequiredService<Invite>().RunAsync("admin@example.org", Roles.Researcher, study, default);

        Assert.Equal(("admin@example.org", "invitation.made", $"study/{study}", null, Roles.Researcher), await LastAsync());
        await using var db = await DatabaseAsync();
        Assert.DoesNotContain(await db.Audit.ToListAsync(), e => $"{e.Subject} {e.After} {e.Why}".Contains(link.Split('/')[^1]));
    }

    [Fact]
    public async Task Nobody_but_a_coordinator_of_the_study_changes_it_and_nothing_is_kept_of_the_attempt()
    {
        var stranger = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, Guid.NewGuid().ToString()), new(ClaimTypes.Role, Roles.Coordinator)], "test"));

        await Assert.ThrowsAsync<StudyRuleException>(() => site.Services.GetRequiredService<ChangeStudyState>().RunAsync(stranger, study, StudyState.Closed, default));
        await Assert.ThrowsAsync<StudyRuleException>(() => site.Services.GetRequiredService<AnswerHelp>().RunAsync(stranger, study, Guid.NewGuid(), "no", default));

        await using var db = await DatabaseAsync();
        Assert.Equal(StudyState.Open, (await db.Studies.SingleAsync(s => s.Id == study)).State);
        Assert.False(await db.Audit.AnyAsync(e => e.What == "study.state"));
        Assert.IsType<AuditVerdict.Intact>(await AuditTrail.VerifyAsync(db, default));
    }

    private Task<CollabDbContext> DatabaseAsync() => site.Services.GetRequiredService<IDbContextFactory<CollabDbContext>>().CreateDbContextAsync();

    private async Task<(string, string, string, string?, string?)> LastAsync()
    {
        await using var db = await DatabaseAsync();
        var last = await db.Audit.OrderByDescending(e => e.Sequence).FirstAsync();
        return (last.Who, last.What, last.Subject, last.Before, last.After);
    }
}
