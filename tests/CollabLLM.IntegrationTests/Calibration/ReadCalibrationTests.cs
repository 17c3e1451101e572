using System.Text.Json;
using CollabLLM.Core.Calibration;
using CollabLLM.Core.Ratings;
using CollabLLM.Core.Statistics.Comparisons;
using CollabLLM.Data.Calibration;
using CollabLLM.Data.Exports;
using CollabLLM.Data.Exports.Import;
using CollabLLM.IntegrationTests.Exports;
using CollabLLM.IntegrationTests.Scoring;
using CollabLLM.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.IntegrationTests.Calibration;

public sealed class ReadCalibrationTests : IDisposable
{
    private readonly ExportDatabase database = new();

    public void Dispose() => database.Dispose();

    [Fact]
    public async Task Scores_marks_and_continuations_of_a_study_are_read_with_arms_by_code()
    {
        await FillAsync();

        var data = (await new ReadCalibration(database).RunAsync("writing", null, default))!;

        // 8 sessions of 3 turns, each reply simulated and observed; 3 samples and the real continuation of each.
        Assert.Equal((48, 8 * 3 * 4), (data.Replies.Count, data.Continuations.Count));
        Assert.Equal(["K", "T"], data.Arms);
        Assert.Equal([RatingQuestion.Checkpoint, RatingQuestion.DocumentQuality, RatingQuestion.OverallInteraction], data.Questions.Select(q => q.Key));
        Assert.All(data.Replies, reply => Assert.Contains(reply.Kind, new[] { "simulated", "observed" }));
        // After the last reply the participant wrote nothing more.
        Assert.All(data.Continuations.Where(c => !c.IsSimulated && c.Before.Count == 6), c => Assert.Empty(c.After));
    }

    [Fact]
    public async Task Excluded_sessions_and_bots_beside_people_are_left_out()
    {
        await FillAsync();
        await using (var db = database.CreateDbContext())
        {
            (await db.Sessions.OrderBy(s => s.StartedAt).FirstAsync()).Exclude("Copied everything");
            await db.Participants.OrderByDescending(p => p.ArrivedAt).Take(1).ExecuteUpdateAsync(set => set.SetProperty(p => p.IsBot, true));
            await db.SaveChangesAsync();
        }

        Assert.Equal(6 * 3 * 2, (await new ReadCalibration(database).RunAsync("writing", null, default))!.Replies.Count);
        Assert.Equal(7 * 3 * 2, (await new ReadCalibration(database).RunAsync("writing", true, default))!.Replies.Count);
    }

    [Fact]
    public async Task The_calibration_of_an_export_is_that_of_the_database()
    {
        await FillAsync();
        using var empty = new ExportDatabase();
        var archive = new MemoryStream();
        await using (var snapshot = (await StudySnapshot.OpenAsync(database, "writing", false, default))!) await StudyArchive.WriteAsync(snapshot, archive, default);
        archive.Position = 0;
        await new ImportStudy(empty).RunAsync(archive, default);

        Assert.Equal(await ReportAsync(database), await ReportAsync(empty));
    }

    [Fact]
    public async Task There_is_no_calibration_of_a_study_that_is_not_there() => Assert.Null(await new ReadCalibration(database).RunAsync("nowhere", null, default));

    private static async Task<string> ReportAsync(ExportDatabase database) =>
        JsonSerializer.Serialize(Calibrator.Calibrate((await new ReadCalibration(database).RunAsync("writing", null, default))!, 1, 200), ComparisonJson.Options);

    private async Task FillAsync()
    {
        await database.StudyAsync(study => { for (var i = 0; i < 8; i++) study.Add(turns: 3); });
        var host = new ScoringHost(database, new WritingModel());
        await host.QueueAsync();
        await host.DrainAsync();
    }
}
