using CollabLLM.Core.Participants;
using CollabLLM.Core.Ratings;
using CollabLLM.Core.Statistics.Reports;
using CollabLLM.Data.Comparisons;
using CollabLLM.Data.Connections;
using CollabLLM.TestKit;

namespace CollabLLM.IntegrationTests.Comparisons;

public sealed class ReadOutcomesTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Everybody_allocated_is_in_and_what_they_did_not_reach_is_missing(DatabaseProvider provider)
    {
        using var database = TestDatabase.Create(provider);
        await FillAsync(database, study =>
        {
            study.Add();
            study.Add(completes: false, turns: 2);
            study.Add().Exclude("copied");
        });

        var data = (await new ReadOutcomes(database).RunAsync("writing", null, default))!;

        var quality = data.Outcomes.Single(o => o.Key == RatingQuestion.DocumentQuality);
        // Marks of the sample: 1 + number of the participant; the second did not complete.
        Assert.Equal([("K", 1.0), ("K", 3.0), ("T", null)], quality.Rows.Select(r => (r.Arm, r.Value)).Order());
        Assert.Equal(["K", "T"], data.Arms.Select(a => a.Label));
        Assert.Single(data.PerProtocol);
        // 60,000 ms typing + 30,000 ms reading + 4,000 ms rating
        Assert.Equal(94 / 60.0, data.Outcomes.Single(o => o.Key == "active-minutes").Rows[0].Value!.Value, 9);
        Assert.All(data.Outcomes.Single(o => o.Key == "completed").Rows, r => Assert.NotNull(r.Value));
    }

    [Fact]
    public async Task The_flow_counts_from_arrival_to_analysis()
    {
        using var database = TestDatabase.Sqlite();
        await FillAsync(database, study =>
        {
            study.Add();
            study.Add(completes: false, turns: 1);
            study.Add().Exclude("copied");
            study.Add(completes: false, turns: 2).Withdraw();
        });
        await using (var db = database.CreateDbContext())
        {
            db.Add(new Participant(db.Studies.Single().Id, "VISITOR-ONLY", null, null, false, SampleStudy.Start));
            await db.SaveChangesAsync();
        }

        var flow = (await new ReadOutcomes(database).RunAsync("writing", null, default))!.Flow;

        Assert.Equal((5, 4, 4, 4), (flow.Arrived, flow.Consented, flow.Eligible, flow.Allocated));
        var (k, t) = (flow.Arms[0], flow.Arms[1]);
        Assert.Equal((2, 2, 2, 0, 0, 1), (k.Allocated, k.Started, k.Completed, k.Withdrawn, k.Open, k.PerProtocol));
        Assert.Equal([new FlowReason("copied", 1)], k.Excluded);
        Assert.Equal((2, 0, 1, 1), (t.Allocated, t.Completed, t.Withdrawn, t.Open));
        Assert.Equal([1.0, 2.0], flow.Dropout[1].Select(d => d.Time));
    }

    [Fact]
    public async Task Arms_have_codes_until_the_study_is_unblinded()
    {
        using var database = TestDatabase.Sqlite();
        await FillAsync(database, study =>
        {
            study.Add();
            study.Add();
        });

        var blind = (await new ReadOutcomes(database).RunAsync("writing", null, default))!;
        await using (var db = database.CreateDbContext())
        {
            db.Studies.Single().Unblind(SampleStudy.Start);
            await db.SaveChangesAsync();
        }
        var open = (await new ReadOutcomes(database).RunAsync("writing", null, default))!;

        Assert.Equal(["K", "T"], blind.Arms.Select(a => a.Label));
        Assert.Equal(["Base", "CollabLLM"], open.Arms.Select(a => a.Label));
        Assert.All(open.Outcomes.SelectMany(o => o.Rows), r => Assert.Contains(r.Arm, new[] { "Base", "CollabLLM" }));
    }

    [Fact]
    public async Task Bots_are_left_out_where_people_took_part_and_counted()
    {
        using var database = TestDatabase.Sqlite();
        await FillAsync(database, study => study.Add());
        await using (var db = database.CreateDbContext())
        {
            db.Add(new Participant(db.Studies.Single().Id, "A-BOT", null, null, isBot: true, SampleStudy.Start));
            await db.SaveChangesAsync();
        }

        var read = new ReadOutcomes(database);
        var (people, all) = ((await read.RunAsync("writing", null, default))!.Flow, (await read.RunAsync("writing", true, default))!.Flow);

        Assert.Equal((1, 1, 0), (people.Arrived, people.BotsLeftOut, people.Bots));
        Assert.Equal((2, 0, 1), (all.Arrived, all.BotsLeftOut, all.Bots));
    }

    [Fact]
    public async Task An_unknown_study_has_no_outcomes()
    {
        using var database = TestDatabase.Sqlite();

        Assert.Null(await new ReadOutcomes(database).RunAsync("nothing", null, default));
    }

    private static async Task FillAsync(TestDatabase database, Action<SampleStudy> sessions)
    {
        await using var db = database.CreateDbContext();
        var study = new SampleStudy(db);
        study.Begin();
        sessions(study);
        await db.SaveChangesAsync();
    }
}
