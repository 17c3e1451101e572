using CollabLLM.Data;
using CollabLLM.Data.Accounts;
using CollabLLM.TestKit;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CollabLLM.IntegrationTests.Site;

/// <summary>The whole application in memory, with one study that has a session, one that has none, and an account of each kind.</summary>
public sealed class SiteHost : IDisposable
{
    public const string Study = "writing", OtherStudy = "other", Password = "a long enough password";
    private readonly string folder = Directory.CreateTempSubdirectory("collab-site-").FullName;
    private readonly SiteApplication application;

    public SiteHost() : this(new Dictionary<string, string>())
    {
    }

    internal SiteHost(IReadOnlyDictionary<string, string> settings) => application = new SiteApplication(folder, settings);

    public IServiceProvider Services => application.Services;

    public Guid SessionId { get; private set; }
    public string Token { get; private set; } = "";

    public HttpClient Anonymous() => application.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    public async Task<HttpClient> SignInAsync(string email)
    {
        var http = Anonymous();
        var answer = await Forms.PostAsync(http, "/signin", new() { ["Input.Email"] = email, ["Input.Password"] = Password });
        if (answer.Headers.Location?.OriginalString.EndsWith("/studies", StringComparison.Ordinal) is not true) throw new InvalidOperationException($"{email} could not sign in: {answer.StatusCode}.");
        return http;
    }

    public async Task FillAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CollabDbContext>();
        var sample = new SampleStudy(db, slug: Study);
        sample.Begin();
        SessionId = sample.Add().Id;
        var other = new SampleStudy(db, SampleStudy.Definition() with { Title = "Another study" }, OtherStudy);
        other.Begin();
        await db.SaveChangesAsync();
        Token = db.Participants.Single().Token;
        await AddAccountAsync(scope.ServiceProvider, "admin@example.org", Roles.Administrator, null);
        await AddAccountAsync(scope.ServiceProvider, "coordinator@example.org", Roles.Coordinator, sample.Study.Id);
        await AddAccountAsync(scope.ServiceProvider, "researcher@example.org", Roles.Researcher, sample.Study.Id);
        await AddAccountAsync(scope.ServiceProvider, "outsider@example.org", Roles.Researcher, other.Study.Id);
    }

    /// <summary>One more study, with sessions.</summary>
    public async Task<IReadOnlyList<Guid>> AddStudyAsync(string slug, Func<SampleStudy, IEnumerable<Core.Sessions.Session>> sessions)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CollabDbContext>();
        var sample = new SampleStudy(db, slug: slug);
        sample.Begin();
        Guid[] added = [.. sessions(sample).Select(s => s.Id)];
        await db.SaveChangesAsync();
        return added;
    }

    public void Dispose()
    {
        application.Dispose();
        application.ClosePool();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task AddAccountAsync(IServiceProvider services, string email, string role, Guid? study)
    {
        var (accounts, roles, db) = (services.GetRequiredService<UserManager<Account>>(), services.GetRequiredService<RoleManager<IdentityRole<Guid>>>(), services.GetRequiredService<CollabDbContext>());
        var account = new Account { Id = Guid.CreateVersion7(), UserName = email, Email = email, DisplayName = email };
        Assert.True((await accounts.CreateAsync(account, Password)).Succeeded);
        if (!await roles.RoleExistsAsync(role)) await roles.CreateAsync(new IdentityRole<Guid>(role) { Id = Guid.CreateVersion7() });
        await accounts.AddToRoleAsync(account, role);
        if (study is { } id) db.StudyMembers.Add(new StudyMember(id, account.Id, role));
        await db.SaveChangesAsync();
    }
}
