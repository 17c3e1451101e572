using System.Net;

namespace CollabLLM.IntegrationTests.Site;

/// <summary>Batteries S10 and R14: cookies cannot be read or sent from elsewhere, forms cannot be forged, and a restart signs nobody out.</summary>
public sealed class CookieTests : IDisposable
{
    private readonly string keys = Directory.CreateTempSubdirectory("collab-keys-").FullName;

    public void Dispose() => Directory.Delete(keys, recursive: true);

    [Fact]
    public async Task The_accounts_cookie_is_hidden_from_scripts_and_from_other_sites()
    {
        using var site = new SiteHost();
        await site.FillAsync();
        using var http = site.Anonymous();

        using var answer = await Forms.PostAsync(http, "/signin", new() { ["Input.Email"] = "admin@example.org", ["Input.Password"] = SiteHost.Password });

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("collabllm.account=", StringComparison.Ordinal)).ToLowerInvariant();
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=lax", cookie);
    }

    [Theory]
    [InlineData("/signin")]
    [InlineData("/join/" + SiteHost.Study)]
    [InlineData("/signout")]
    public async Task A_form_without_its_token_changes_nothing(string path)
    {
        using var site = new SiteHost();
        await site.FillAsync();
        using var http = await site.SignInAsync("researcher@example.org");
        using var content = new FormUrlEncodedContent([new("_handler", path == "/signin" ? "signin" : "join"), new("Input.Email", "admin@example.org"), new("Input.Password", SiteHost.Password)]);

        using var answer = await http.PostAsync(path, content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/studies")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await http.GetAsync("/people")).StatusCode);
    }

    [Fact]
    public async Task A_restart_signs_nobody_out_when_the_keys_are_kept()
    {
        var settings = new Dictionary<string, string> { ["Keys:Folder"] = keys };
        string cookie;
        using (var before = new SiteHost(settings))
        {
            await before.FillAsync();
            using var http = before.Anonymous();
            using var answer = await Forms.PostAsync(http, "/signin", new() { ["Input.Email"] = "admin@example.org", ["Input.Password"] = SiteHost.Password });
            cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("collabllm.account=", StringComparison.Ordinal)).Split(';')[0];
        }

        using var after = new SiteHost(settings);
        using var again = after.Anonymous();
        again.DefaultRequestHeaders.Add("Cookie", cookie);

        Assert.Equal(HttpStatusCode.OK, (await again.GetAsync("/people")).StatusCode);
    }
}
