using System.IO.Compression;
using CollabLLM.Core.Exports;
using CollabLLM.Core.Ratings;
using CollabLLM.Data.Comparisons;
using CollabLLM.Data.Participants;
using CollabLLM.Data.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace CollabLLM.IntegrationTests.Site;

/// <summary>What a participant decides about the data holds in every export and in the comparison.</summary>
public sealed class WithdrawalTests : IAsyncLifetime, IDisposable
{
    private readonly SiteHost site = new();
    private IReadOnlyList<Guid> sessions = [];
    private HttpClient http = null!;

    public async Task InitializeAsync()
    {
        await site.FillAsync();
        // In turn arm K, T, K, T; the last one is still at it.
        sessions = await site.AddStudyAsync("leaving", study => [study.Add(), study.Add(), study.Add(), study.Add(turns: 2, completes: false)]);
        http = await site.SignInAsync("admin@example.org");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task Data_that_are_deleted_are_in_no_table_and_in_no_number()
    {
        var before = await ArchiveAsync();
        Assert.Contains(Name, before, StringComparison.Ordinal);

        await WithdrawAsync(keepData: false);

        Assert.DoesNotContain(Name, await ArchiveAsync(), StringComparison.Ordinal);
        var data = await OutcomesAsync();
        Assert.Equal((3, 0), (data.Flow.Allocated, data.Flow.Arms.Sum(a => a.Withdrawn)));
        Assert.Equal(["K", "K", "T"], data.Outcomes.Single(o => o.Key == "turns").Rows.Select(r => r.Arm).Order());
    }

    [Fact]
    public async Task Data_that_are_kept_stay_in_and_the_session_counts_as_withdrawn()
    {
        await WithdrawAsync(keepData: true);

        Assert.Contains(",Withdrawn,", (await http.GetStringAsync("/studies/leaving/exports/sessions.csv")).Split("\r\n").Single(l => l.Contains(Name, StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(2, (await http.GetStringAsync("/studies/leaving/exports/turns.csv")).Split("\r\n").Count(l => l.Contains(Name, StringComparison.Ordinal)));
        var data = await OutcomesAsync();
        Assert.Equal((4, 1, 3), (data.Flow.Allocated, data.Flow.Arms[1].Withdrawn, data.PerProtocol.Count));
        Assert.Equal(["K", "K", "T", "T"], data.Outcomes.Single(o => o.Key == RatingQuestion.DocumentQuality).Rows.Select(r => r.Arm).Order());
        Assert.Single(data.Outcomes.Single(o => o.Key == RatingQuestion.DocumentQuality).Rows, r => r.Value is null);
    }

    private string Name => Pseudonym.Text(sessions[3]);

    private async Task WithdrawAsync(bool keepData) =>
        Assert.IsType<StepResult.Done>(await site.Services.GetRequiredService<Withdraw>().RunAsync(sessions[3], keepData, default));

    private async Task<Core.Statistics.Reports.StudyData> OutcomesAsync() => (await site.Services.GetRequiredService<ReadOutcomes>().RunAsync("leaving", null, default))!;

    private async Task<string> ArchiveAsync()
    {
        using var zip = new ZipArchive(await http.GetStreamAsync("/studies/leaving/exports/all.zip"));
        return string.Join('\n', zip.Entries.Select(e => new StreamReader(e.Open()).ReadToEnd()));
    }
}
