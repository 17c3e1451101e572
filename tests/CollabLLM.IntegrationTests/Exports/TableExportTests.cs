using CollabLLM.Core.Exports;

namespace CollabLLM.IntegrationTests.Exports;

public sealed class TableExportTests : IDisposable
{
    private readonly ExportDatabase database = new();

    [Fact]
    public async Task Sessions_are_one_wide_row_each_in_order_of_their_beginning()
    {
        await database.StudyAsync(study =>
        {
            study.Add(turns: 6);
            study.Add(turns: 2, completes: false);
        });

        var rows = Read(await database.TableAsync("sessions"));

        Assert.Equal(["K", "T"], rows.Select(r => r["arm"]));
        Assert.Equal(("6", "1", "9", "7", "7", null), (rows[0]["turns"], rows[0]["document_quality"], rows[0]["overall_interaction"], rows[0]["interaction_3"], rows[0]["interaction_6"], rows[0]["interaction_9"]));
        Assert.Equal(("Quick, \"clear\",\nand kind", null), (rows[0]["text_strengths"], rows[0]["text_weaknesses"]));
        Assert.Equal(("94000", "60000", "12000"), (rows[0]["active_ms"], rows[0]["typing_ms"], rows[0]["model_wait_ms"]));
        Assert.Equal(("false", "CoWriting", null), (rows[1]["completed"], rows[1]["step"], rows[1]["document_quality"]));
    }

    [Fact]
    public async Task Names_of_arms_platforms_identifiers_and_secrets_stay_inside()
    {
        await database.StudyAsync(study => study.Add(externalId: "PROLIFIC-77"));

        foreach (var table in new[] { "sessions", "participants", "allocations", "turns", "messages", "attempts", "ratings", "answers", "events", "revisions", "timings", "scores", "pairs", "audit" })
        {
            var text = await database.TableAsync(table);
            Assert.DoesNotContain("PROLIFIC-77", text, StringComparison.Ordinal);
            Assert.DoesNotContain("TOKEN0", text, StringComparison.Ordinal);
            Assert.DoesNotContain("CollabLLM", text, StringComparison.Ordinal);
        }
        Assert.Contains("PROLIFIC-77", await database.TableAsync("participants", identifiers: true), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_table_comes_in_every_format()
    {
        await database.StudyAsync(study => study.Add());
        await using var snapshot = (await CollabLLM.Data.Exports.StudySnapshot.OpenAsync(database, "writing", false, default))!;
        var tables = CollabLLM.Data.Exports.StudyTables.For(snapshot.Scope);

        foreach (var table in tables.All)
        {
            var counts = new List<long>();
            foreach (var exporter in ExportFormats.All) counts.Add(await tables.WriteAsync(snapshot, table.Name, exporter, new MemoryStream(), default));
            Assert.Single(counts.Distinct());
        }
    }

    [Fact]
    public async Task An_export_does_not_see_what_is_written_while_it_runs()
    {
        await database.StudyAsync(study => study.Add());
        await using var snapshot = (await CollabLLM.Data.Exports.StudySnapshot.OpenAsync(database, "writing", false, default))!;
        var tables = CollabLLM.Data.Exports.StudyTables.For(snapshot.Scope);
        await using (var db = database.CreateDbContext())
        {
            db.Add(new Core.Ratings.Rating(snapshot.Sessions[0].Id, "document-quality", null, 2, null, TestKit.SampleStudy.Start));
            await db.SaveChangesAsync();
        }

        var rows = await tables.WriteAsync(snapshot, "ratings", new CsvExporter(), new MemoryStream(), default);

        Assert.Equal(3, rows);
    }

    [Fact]
    public async Task A_participant_who_withdrew_the_data_is_nowhere()
    {
        var study = await database.StudyAsync(s => s.Add());
        await using (var db = database.CreateDbContext())
        {
            var participant = db.Participants.Single();
            participant.Withdraw(keepData: false, TestKit.SampleStudy.Start);
            await db.SaveChangesAsync();
        }

        foreach (var table in new[] { "sessions", "participants", "allocations", "turns", "ratings" })
            Assert.Empty(Read(await database.TableAsync(table, slug: study.Study.Slug)));
    }

    public void Dispose() => database.Dispose();

    private static List<Dictionary<string, string?>> Read(string csv)
    {
        var reader = new CsvReader(new StringReader(csv), "test");
        var names = reader.Read()!;
        var rows = new List<Dictionary<string, string?>>();
        while (reader.Read() is { } row) rows.Add(names.Zip(row).ToDictionary(p => p.First!, p => p.Second));
        return rows;
    }
}
