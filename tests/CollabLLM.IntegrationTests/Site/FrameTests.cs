using Microsoft.Extensions.Options;

namespace CollabLLM.IntegrationTests.Site;

/// <summary>Battery S3: who may show the pages inside their own.</summary>
public sealed class FrameTests
{
    [Fact]
    public async Task Nobody_may_frame_a_page_unless_a_setting_names_them_and_then_only_participants_pages()
    {
        using var closed = new SiteHost();
        using var open = new SiteHost(new Dictionary<string, string> { ["Frames:Ancestors:0"] = "https://app.example.org" });

        Assert.Contains("frame-ancestors 'none'", await PolicyAsync(closed, "/join/nothing"));
        Assert.Contains("frame-ancestors https://app.example.org", await PolicyAsync(open, "/join/nothing"));
        Assert.Contains("frame-ancestors 'none'", await PolicyAsync(open, "/signin"));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("https://app.example.org/path")]
    [InlineData("https://a.example; script-src *")]
    public void A_setting_that_is_no_origin_stops_the_host_with_a_sentence(string ancestor)
    {
        using var site = new SiteHost(new Dictionary<string, string> { ["Frames:Ancestors:0"] = ancestor });

        Assert.Contains("must hold origins", Assert.ThrowsAny<OptionsValidationException>(() => site.Anonymous()).Message);
    }

    private static async Task<string> PolicyAsync(SiteHost site, string path)
    {
        using var http = site.Anonymous();
        using var answer = await http.GetAsync(path);
        return string.Join(' ', answer.Headers.GetValues("Content-Security-Policy"));
    }
}
