using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using static CollabLLM.IntegrationTests.Site.AuthorisationMatrix;

namespace CollabLLM.IntegrationTests.Site;

/// <summary>Battery S1: every route against every kind of caller.</summary>
public sealed class AuthorisationTests : IAsyncLifetime, IDisposable
{
    private static readonly string[] Callers = ["anonymous", "outsider", "researcher", "coordinator", "admin"];
    private readonly SiteHost site = new();

    public Task InitializeAsync() => site.FillAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => site.Dispose();

    [Fact]
    public void Every_route_has_a_row_in_the_matrix()
    {
        var routes = site.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/'))
            .Where(r => !r.StartsWith("/_", StringComparison.Ordinal) && !r.Contains('*')).Distinct().ToList();

        Assert.Contains("/studies/{Slug}", routes);
        Assert.Equal([], routes.Where(r => !Rows.ContainsKey(r)));
    }

    [Fact]
    public async Task Every_cell_is_as_written()
    {
        foreach (var caller in Callers)
        {
            using var http = caller == "anonymous" ? site.Anonymous() : await site.SignInAsync($"{caller}@example.org");
            foreach (var (route, access) in Rows.Where(r => r.Key != "/signout"))
                Assert.Equal((caller, route, Allowed(access, caller)), (caller, route, await IsServedAsync(http, route, access)));
        }
    }

    [Fact]
    public async Task Another_studys_address_shows_no_session_of_this_one()
    {
        using var http = await site.SignInAsync("outsider@example.org");

        var page = await http.GetStringAsync($"/studies/{SiteHost.OtherStudy}/sessions/{site.SessionId}");

        Assert.Contains("There is no such session", page);
        Assert.DoesNotContain("livelier", page);
    }

    [Fact]
    public async Task A_participants_link_opens_nothing_of_researchers_and_a_made_up_link_opens_nothing()
    {
        using var http = site.Anonymous();

        Assert.Contains("Writing together", await http.GetStringAsync($"/s/{site.Token}"));
        Assert.Equal(HttpStatusCode.Redirect, (await http.GetAsync($"/studies/{SiteHost.Study}")).StatusCode);
        Assert.DoesNotContain("Writing together", await http.GetStringAsync("/s/TOKEN99999999"));
    }

    private static bool Allowed(Access access, string caller) => access switch
    {
        Access.Anyone => true,
        Access.Account => caller != "anonymous",
        Access.Member => caller is "researcher" or "coordinator" or "admin",
        Access.CoordinatorOfAny => caller is "coordinator" or "admin",
        _ => caller == "admin",
    };

    private static bool IsDownload(string route) => route.EndsWith("{file}", StringComparison.Ordinal) || route.Contains("/report.", StringComparison.Ordinal);

    private async Task<bool> IsServedAsync(HttpClient http, string route, Access access)
    {
        var path = route.Replace("{Slug}", SiteHost.Study, StringComparison.OrdinalIgnoreCase).Replace("{file}", "sessions.csv")
            .Replace("{Id:guid}", site.SessionId.ToString()).Replace("{Token}", site.Token)
            .Replace("{kind:regex(^(html|md)$)}", "md");
        using var answer = await http.GetAsync(path);
        if (answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.OriginalString is var to && (to.Contains("/signin") || to.Contains("/no-access"))) return false;
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode < 500, $"{path}: {answer.StatusCode} {text}");
        // An account that is no member learns nothing, not even that the study exists.
        if (access == Access.Member) return IsDownload(route) ? answer.IsSuccessStatusCode : text.Contains("Writing together");
        return true;
    }
}
