using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using CollabLLM.Core.Ratings;
using CollabLLM.Data;
using CollabLLM.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CollabLLM.IntegrationTests.Site;

/// <summary>A download that breaks off goes on where it was, and never joins two different files.</summary>
public sealed class DownloadTests : IAsyncLifetime, IDisposable
{
    private const string Table = $"/studies/{SiteHost.Study}/exports/ratings.csv";
    private readonly SiteHost site = new();
    private HttpClient http = null!;

    public async Task InitializeAsync()
    {
        await site.FillAsync();
        http = await site.SignInAsync("researcher@example.org");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task The_rest_of_a_file_is_sent_from_where_it_broke_off()
    {
        using var whole = await http.GetAsync(Table);
        var bytes = await whole.Content.ReadAsByteArrayAsync();
        Assert.Equal("bytes", Assert.Single(whole.Headers.AcceptRanges));

        using var rest = await PartAsync(Table, 10, null, whole.Headers.ETag);

        Assert.Equal(HttpStatusCode.PartialContent, rest.StatusCode);
        Assert.Equal($"bytes 10-{bytes.Length - 1}/{bytes.Length}", rest.Content.Headers.ContentRange!.ToString());
        Assert.Equal(bytes[10..], await rest.Content.ReadAsByteArrayAsync());
        Assert.Equal(whole.Headers.ETag, rest.Headers.ETag);
    }

    [Fact]
    public async Task The_rest_is_of_the_file_that_was_begun_though_the_study_went_on()
    {
        using var begun = await http.GetAsync(Table);
        var bytes = await begun.Content.ReadAsByteArrayAsync();
        await RateAsync();

        using var rest = await PartAsync(Table, 10, null, begun.Headers.ETag);

        Assert.Equal(HttpStatusCode.PartialContent, rest.StatusCode);
        Assert.Equal(bytes[10..], await rest.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_file_that_is_another_one_by_now_is_sent_whole()
    {
        using var begun = await http.GetAsync(Table);
        await RateAsync();
        using var newer = await http.GetAsync(Table);

        using var answer = await PartAsync(Table, 10, null, begun.Headers.ETag);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotEqual(begun.Headers.ETag, newer.Headers.ETag);
        Assert.Equal(await newer.Content.ReadAsByteArrayAsync(), await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_part_beyond_the_end_is_refused_with_the_length()
    {
        var length = (await http.GetByteArrayAsync(Table)).Length;

        using var answer = await PartAsync(Table, length + 1, null, null);

        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, answer.StatusCode);
        Assert.Equal($"bytes */{length}", answer.Content.Headers.ContentRange!.ToString());
    }

    [Fact]
    public async Task An_archive_in_two_halves_is_the_archive()
    {
        const string archive = $"/studies/{SiteHost.Study}/exports/all.zip";
        using var whole = await http.GetAsync(archive);
        var bytes = await whole.Content.ReadAsByteArrayAsync();
        var half = bytes.Length / 2;

        using var first = await PartAsync(archive, 0, half - 1, whole.Headers.ETag);
        using var second = await PartAsync(archive, half, null, whole.Headers.ETag);
        byte[] joined = [.. await first.Content.ReadAsByteArrayAsync(), .. await second.Content.ReadAsByteArrayAsync()];

        Assert.Equal(bytes, joined);
        using var zip = new ZipArchive(new MemoryStream(joined));
        Assert.Contains(zip.Entries, e => e.FullName == "manifest.json");
    }

    [Fact]
    public async Task Nobody_goes_on_with_the_file_of_somebody_else()
    {
        using var own = await http.GetAsync($"{Table}?identifiers=false");
        using var stranger = await site.SignInAsync("outsider@example.org");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Table}?identifiers=false") { Headers = { Range = new RangeHeaderValue(0, null), IfRange = new(own.Headers.ETag!) } };

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.SendAsync(request)).StatusCode);
    }

    private async Task<HttpResponseMessage> PartAsync(string path, long from, long? to, EntityTagHeaderValue? tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Range = new RangeHeaderValue(from, to) } };
        if (tag is not null) request.Headers.IfRange = new RangeConditionHeaderValue(tag);
        return await http.SendAsync(request);
    }

    private async Task RateAsync()
    {
        await using var db = await site.Services.GetRequiredService<IDbContextFactory<CollabDbContext>>().CreateDbContextAsync();
        db.Add(new Rating(site.SessionId, RatingQuestion.DocumentQuality, null, 2, null, SampleStudy.Start.AddHours(1)));
        await db.SaveChangesAsync();
    }
}
