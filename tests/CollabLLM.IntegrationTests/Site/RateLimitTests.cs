using System.Net;

namespace CollabLLM.IntegrationTests.Site;

/// <summary>Battery S7.</summary>
public sealed class RateLimitTests : IAsyncLifetime, IDisposable
{
    private readonly SiteHost site = new(new Dictionary<string, string> { ["RateLimits:SignIn"] = "6", ["RateLimits:Join"] = "3", ["RateLimits:Exports"] = "2" });

    public Task InitializeAsync() => site.FillAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task Guessing_passwords_is_stopped_with_a_sentence_and_a_time_to_wait()
    {
        using var http = site.Anonymous();
        for (var i = 0; i < 6; i++)
            Assert.Equal(HttpStatusCode.OK, (await Forms.PostAsync(http, "/signin", Wrong())).StatusCode);

        using var refused = await Forms.PostAsync(http, "/signin", Wrong());

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(TimeSpan.FromMinutes(1), refused.Headers.RetryAfter?.Delta);
        Assert.Contains("Wait a minute", await refused.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync($"/s/{site.Token}")).StatusCode);
    }

    [Fact]
    public async Task Joining_is_limited_and_coming_back_by_the_own_link_is_not()
    {
        using var http = site.Anonymous();
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.Redirect, (await Forms.PostAsync(http, $"/join/{SiteHost.Study}", [])).StatusCode);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await Forms.PostAsync(http, $"/join/{SiteHost.Study}", [])).StatusCode);
        for (var i = 0; i < 10; i++) Assert.Equal(HttpStatusCode.OK, (await http.GetAsync($"/s/{site.Token}")).StatusCode);
    }

    [Fact]
    public async Task One_accounts_downloads_do_not_count_for_another()
    {
        using var first = await site.SignInAsync("researcher@example.org");
        using var second = await site.SignInAsync("coordinator@example.org");
        var path = $"/studies/{SiteHost.Study}/exports/sessions.csv";
        for (var i = 0; i < 2; i++) Assert.Equal(HttpStatusCode.OK, (await first.GetAsync(path)).StatusCode);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await first.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync(path)).StatusCode);
    }

    private static Dictionary<string, string> Wrong() => new() { ["Input.Email"] = "nobody@example.org", ["Input.Password"] = "not the password" };
}
