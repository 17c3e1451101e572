using System.IO.Compression;
using CollabLLM.Core.Sessions;
using CollabLLM.Core.Statistics.Comparisons;
using CollabLLM.Core.Statistics.Reports;
using CollabLLM.Data.Comparisons;
using CollabLLM.Data.Exports.Import;
using CollabLLM.Data.Exports;
using CollabLLM.IntegrationTests.Scoring;
using CollabLLM.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.IntegrationTests.Exports;

public sealed class ArchiveTests : IDisposable
{
    private readonly ExportDatabase database = new();

    [Fact]
    public async Task An_archive_loads_into_an_empty_installation_and_exports_the_same_bytes_again()
    {
        using var empty = new ExportDatabase();
        await FillAsync();
        var archive = await ArchiveAsync(database);

        Assert.Equal("writing", await new ImportStudy(empty).RunAsync(new MemoryStream(archive), default));

        var (before, after) = (Files(archive), Files(await ArchiveAsync(empty)));
        foreach (var table in before.Keys.Where(name => name.StartsWith("tables/", StringComparison.Ordinal)))
            Assert.True(before[table] == after[table], $"{table} differs.");
        Assert.True(before["tables/pairs.csv"].Length > 2_000);
        Assert.Equal(4, before["tables/human_pairs.csv"].Split("\r\n").Length - 1);
        Assert.Contains(",human,", before["tables/pairs.csv"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archive_that_was_made_in_the_middle_of_scoring_loads_too()
    {
        using var empty = new ExportDatabase();
        await FillAsync();
        await using (var db = database.CreateDbContext())
        {
            // As a turn stands while it is scored: its candidates and their samples are there, its scores and pairs are not yet.
            var turn = await db.Candidates.Where(c => c.Index > 0).OrderBy(c => c.SessionId).ThenByDescending(c => c.Turn).FirstAsync();
            var candidates = await db.Candidates.Where(c => c.SessionId == turn.SessionId && c.Turn == turn.Turn).Select(c => c.Id).ToListAsync();
            Assert.True(await db.RewardSamples.AnyAsync(s => candidates.Contains(s.CandidateId)));
            await db.Pairs.Where(p => p.SessionId == turn.SessionId && p.Turn == turn.Turn).ExecuteDeleteAsync();
            await db.Rewards.Where(r => candidates.Contains(r.CandidateId)).ExecuteDeleteAsync();
        }
        var archive = await ArchiveAsync(database);

        await new ImportStudy(empty).RunAsync(new MemoryStream(archive), default);

        var (before, after) = (Files(archive), Files(await ArchiveAsync(empty)));
        Assert.Equal(before["tables/scores.csv"], after["tables/scores.csv"]);
        Assert.Equal(before["tables/score_samples.csv"], after["tables/score_samples.csv"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_imported_study_gives_the_same_comparison_number_for_number(bool isUnblinded)
    {
        using var empty = new ExportDatabase();
        await using (var db = database.CreateDbContext())
        {
            var study = new ComparedStudy(db).Write(perArm: 12);
            if (isUnblinded) study.Unblind(SampleStudy.Start.AddDays(9));
            await db.SaveChangesAsync();
        }

        await new ImportStudy(empty).RunAsync(new MemoryStream(await ArchiveAsync(database, "compared")), default);

        var (before, after) = (await NumbersAsync(database), await NumbersAsync(empty));
        Assert.Equal(before.Keys, after.Keys);
        Assert.All(before, outcome => Assert.Equal(outcome.Value, after[outcome.Key]));
        Assert.True(before.Count > 10);
    }

    [Fact]
    public async Task The_same_study_gives_the_same_archive()
    {
        await FillAsync();

        Assert.Equal(await ArchiveAsync(database), await ArchiveAsync(database));
    }

    [Fact]
    public async Task A_changed_archive_is_refused_and_nothing_is_written()
    {
        using var empty = new ExportDatabase();
        await FillAsync();
        var archive = new MemoryStream();
        await archive.WriteAsync(await ArchiveAsync(database));
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry("tables/ratings.csv")!.Delete();
            await using var writer = new StreamWriter(zip.CreateEntry("tables/ratings.csv").Open());
            await writer.WriteAsync("question,value\r\n");
        }

        var fault = await Assert.ThrowsAsync<ImportException>(() => new ImportStudy(empty).RunAsync(archive, default));

        Assert.Contains("tables/ratings.csv is not the file that the manifest names", fault.Message, StringComparison.Ordinal);
        await using var db = empty.CreateDbContext();
        Assert.Equal((0, 0), (db.Studies.Count(), db.Participants.Count()));
    }

    [Fact]
    public async Task A_study_that_is_here_already_is_not_loaded_again()
    {
        await FillAsync();
        var archive = await ArchiveAsync(database);

        var fault = await Assert.ThrowsAsync<ImportException>(() => new ImportStudy(database).RunAsync(new MemoryStream(archive), default));

        Assert.Contains("There is a study 'writing' here already", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blind_study_says_nowhere_what_its_arms_are()
    {
        await FillAsync();

        var files = Files(await ArchiveAsync(database));

        Assert.All(files, file => Assert.DoesNotContain("\"collab\"", file.Value, StringComparison.Ordinal));
        Assert.DoesNotContain("\"Base\"", files["study.json"], StringComparison.Ordinal);
        Assert.Contains("\"isUnblinded\": false", files["manifest.json"], StringComparison.Ordinal);
    }

    private async Task FillAsync()
    {
        await database.StudyAsync(study =>
        {
            study.Add(turns: 4, message: "=1+1, \"please\"\nagain");
            study.Add(turns: 3, completes: false);
            study.Add(turns: 2, document: "'quoted' — né, 東京\r\n=SUM(A1)");
        });
        await PreferAsync();
        var host = new ScoringHost(database, new WritingModel());
        await host.QueueAsync();
        await host.DrainAsync();
    }

    private async Task PreferAsync()
    {
        await using var db = database.CreateDbContext();
        var session = (await db.Sessions.OrderBy(s => s.StartedAt).FirstAsync()).Id;
        HumanPair Offered(int turn) => HumanPair.Offered(session, turn, 1, Attempt("One way to say it."), Attempt("Another way to say it."), (7, 8), firstIsLeft: false, SampleStudy.Start);
        var (answered, open) = (Offered(1), Offered(2));
        answered.Answer(PreferredReply.Second, SampleStudy.Start.AddSeconds(9));
        answered.Decide("accepted", "clear", "somebody", SampleStudy.Start.AddDays(1));
        db.HumanPairs.AddRange(answered, open, HumanPair.Edited(session, 3, 1, "As it was.", "As I like it.", new string('a', 64), SampleStudy.Start));
        await db.SaveChangesAsync();
    }

    private static ReplyAttempt Attempt(string text)
    {
        var attempt = new ReplyAttempt(Guid.Empty, 1, new string('a', 64), new string('b', 64), SampleStudy.Start);
        attempt.End(ReplyOutcome.Completed, text, null, null, SampleStudy.Start);
        return attempt;
    }

    /// <summary>Every number of the comparison with all its digits, by outcome, and the flow of participants.</summary>
    private static async Task<Dictionary<string, string>> NumbersAsync(ExportDatabase database)
    {
        var data = (await new ReadOutcomes(database).RunAsync("compared", null, default))!;
        var report = StudyReport.Of(data, "1.2.3");
        return report.IntentionToTreat.Select(o => (Population: "all", Compared: o)).Concat(report.PerProtocol.Select(o => (Population: "per protocol", Compared: o)))
            .Select(o => (Key: $"{o.Compared.Outcome.Key}, {o.Population}", Text: o.Compared.Comparison is { } comparison ? ComparisonJson.Write(comparison) : o.Compared.Reason!))
            .Append((Key: "flow", Text: System.Text.Json.JsonSerializer.Serialize(FlowTable.Of(data.Flow)))).ToDictionary(o => o.Key, o => o.Text);
    }

    private static async Task<byte[]> ArchiveAsync(ExportDatabase database, string slug = "writing")
    {
        await using var snapshot = (await StudySnapshot.OpenAsync(database, slug, false, default))!;
        var output = new MemoryStream();
        await StudyArchive.WriteAsync(snapshot, output, default);
        return output.ToArray();
    }

    private static Dictionary<string, string> Files(byte[] archive)
    {
        using var zip = new ZipArchive(new MemoryStream(archive));
        return zip.Entries.ToDictionary(e => e.FullName, e => new StreamReader(e.Open()).ReadToEnd());
    }

    public void Dispose() => database.Dispose();
}
