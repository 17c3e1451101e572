using CollabLLM.Cli;
using CollabLLM.Core.Exports;
using CollabLLM.Core.Rewards;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Scoring;
using CollabLLM.IntegrationTests.Exports;
using CollabLLM.TestKit;

namespace CollabLLM.IntegrationTests.Scoring;

/// <summary>Some sessions, picked by hand, are scored with another preset.</summary>
public sealed class SessionSelectionTests : IDisposable
{
    private readonly ExportDatabase database = new();
    private readonly string file = Path.GetTempFileName();

    [Fact]
    public async Task Picked_sessions_are_scored_with_another_preset_the_others_are_not_and_old_scores_stay()
    {
        var picked = await StudyAsync();
        var host = new ScoringHost(database, new WritingModel());
        await host.QueueAsync();
        await host.DrainAsync();
        var before = await database.TableAsync("scores");
        host.Clock.Advance(TimeSpan.FromHours(1));
        var plan = ScoringPlan.For(SampleStudy.Definition(), RewardPresets.Parse("""{"name":"short","version":1,"samples":2,"metrics":[{"signature":"question-rate","weight":1}]}"""));

        var queued = (QueueResult.Queued)await host.Queueing.StudyAsync("writing", "test", default, plan, only: [picked[0], picked[2]]);
        await host.DrainAsync();

        Assert.Equal((2 + 4, 0), (queued.Added, queued.Known));
        await using var db = database.CreateDbContext();
        Assert.Equal(new[] { picked[0], picked[2] }.Order(), db.ScoringJobs.Where(j => j.RunId == queued.RunId).Select(j => j.SessionId).Distinct().ToList().Order());
        Assert.StartsWith(before, await database.TableAsync("scores"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_line_takes_sessions_one_by_one_and_from_a_file_by_either_of_their_names()
    {
        var ids = await StudyAsync();
        await File.WriteAllTextAsync(file, $"{Pseudonym.Text(ids[2])}\n\n  {ids[0]}  \n");

        var (code, said) = await ScoreAsync("--session", $"{ids[0]},{Pseudonym.Text(ids[1])}");
        var (again, saidAgain) = await ScoreAsync("--sessions", file);

        Assert.Equal((0, 0), (code, again));
        Assert.Contains("5 turns queued, 0 known already.", said, StringComparison.Ordinal);
        Assert.Contains("4 turns queued, 2 known already.", saidAgain, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_the_study_does_not_have_is_named_and_nothing_is_queued()
    {
        var ids = await StudyAsync();

        var (code, said) = await ScoreAsync("--session", $"{ids[0]},nobody");

        Assert.Equal(1, code);
        Assert.Contains("This study has no session nobody.", said, StringComparison.Ordinal);
        await using var db = database.CreateDbContext();
        Assert.Empty(db.ScoringJobs);
    }

    [Fact]
    public async Task A_file_without_a_name_is_no_selection()
    {
        await StudyAsync();

        var (code, said) = await ScoreAsync("--sessions", file);

        Assert.Equal(1, code);
        Assert.Contains("No session is named.", said, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        database.Dispose();
        File.Delete(file);
    }

    /// <summary>Three sessions of 2, 3 and 4 turns.</summary>
    private async Task<Guid[]> StudyAsync()
    {
        var ids = new List<Guid>();
        await database.StudyAsync(study => ids.AddRange(new[] { 2, 3, 4 }.Select(turns => study.Add(turns).Id)));
        return [.. ids];
    }

    private async Task<(int Code, string Said)> ScoreAsync(params string[] selection)
    {
        var said = new StringWriter();
        var code = await Commands.RunAsync(["score", "--study", "writing", "--queue-only", "--database", database.Options.ConnectionString, .. selection], said, said, default);
        return (code, said.ToString());
    }
}
