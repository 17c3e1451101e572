using CollabLLM.Core.Documents;
using CollabLLM.Core.Ratings;
using CollabLLM.Core.Sessions;
using CollabLLM.Data.Connections;
using CollabLLM.Data.Documents;
using CollabLLM.Data.Participants;
using CollabLLM.Data.Ratings;
using CollabLLM.Data.Sessions;
using CollabLLM.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.IntegrationTests.Sessions;

/// <summary>The rules of a session, held on each database.</summary>
public abstract class SessionRules(DatabaseProvider provider) : IDisposable
{
    private readonly TestDatabase database = TestDatabase.Create(provider);

    public void Dispose()
    {
        database.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_session_runs_from_the_link_to_the_code()
    {
        await using var host = await OpenAsync();
        var (token, id) = await host.CoWriteAsync();

        for (var turn = 1; turn <= 3; turn++) await host.ExchangeAsync(id, $"Message number {turn} about cycling");
        await DoneAsync(host.Get<GiveRating>().RunAsync(id, RatingQuestion.Checkpoint, 3, 8, "good so far", default));
        Assert.IsType<SaveResult.Saved>(await host.Get<SaveRevision>().RunAsync(id, SessionHost.Tab, 0, RevisionCause.Autosave, """{"ops":[{"insert":"Cycling\n"}]}""", default));
        await DoneAsync(host.Get<FinishCoWriting>().RunAsync(id, default));
        await DoneAsync(host.Get<GiveFinalRatings>().RunAsync(id, [new(RatingQuestion.DocumentQuality, 9, null), new(RatingQuestion.OverallInteraction, 7, null)], default));
        Assert.Null((await host.ViewAsync(token)).CompletionCode);
        await DoneAsync(host.Get<GiveAnswers>().RunAsync(id, [new(TextQuestion.Strengths, "Quick")], default));

        var view = await host.ViewAsync(token);
        Assert.Equal((SessionStep.Completed, "DONE", 3), (view.Step, view.CompletionCode, view.CompletedTurns));
        Assert.All(view.Turns, t => Assert.Equal($"A reply to: {t.Message}", t.Reply));
        Assert.Equal((RevisionCause.Final, "Cycling"), (view.Document!.Cause, view.Document.Text));
        Assert.Empty(view.Definition.Arms);
    }

    [Fact]
    public async Task The_same_external_identifier_joins_the_same_participant()
    {
        await using var host = await OpenAsync();

        var tokens = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.JoinAsync("P-17")));

        Assert.Single(tokens.Distinct());
    }

    [Fact]
    public async Task An_unknown_link_and_a_closed_study_are_told_apart()
    {
        await using var host = await OpenAsync();
        await using (var db = database.CreateDbContext())
        {
            (await db.Studies.SingleAsync()).MoveTo(Core.Studies.StudyState.Paused);
            await db.SaveChangesAsync();
        }

        Assert.IsType<JoinResult.Unknown>(await host.Get<JoinStudy>().RunAsync("nowhere", null, null, false, default));
        Assert.Equal(new JoinResult.NotOpen(Core.Studies.StudyState.Paused), await host.Get<JoinStudy>().RunAsync(SessionHost.Slug, null, null, false, default));
    }

    [Theory]
    [InlineData("", SubmitRefusal.Empty)]
    [InlineData("   ", SubmitRefusal.Empty)]
    public async Task An_empty_message_is_refused(string text, SubmitRefusal reason)
    {
        await using var host = await OpenAsync();
        var (_, id) = await host.CoWriteAsync();

        Assert.Equal(reason, Assert.IsType<SubmitResult.Refused>(await host.SendAsync(id, text)).Reason);
    }

    [Fact]
    public async Task A_message_that_is_too_long_is_refused_with_both_numbers_and_nothing_is_written()
    {
        await using var host = await OpenAsync();
        var (token, id) = await host.CoWriteAsync();

        var refused = Assert.IsType<SubmitResult.Refused>(await host.SendAsync(id, new string('x', 50_000)));

        Assert.Equal(SubmitRefusal.TooLong, refused.Reason);
        Assert.Contains("50,000", refused.Sentence);
        Assert.Contains("4,000", refused.Sentence);
        Assert.Empty((await host.ViewAsync(token)).Turns);
    }

    [Fact]
    public async Task The_next_message_waits_for_the_due_rating()
    {
        await using var host = await OpenAsync();
        var (token, id) = await host.CoWriteAsync();
        for (var turn = 1; turn <= 3; turn++) await host.ExchangeAsync(id, $"Message number {turn} about cycling");

        Assert.Equal(3, (await host.ViewAsync(token)).DueCheckpoint);
        Assert.Equal(SubmitRefusal.RatingDue, Assert.IsType<SubmitResult.Refused>(await host.SendAsync(id, "One more please")).Reason);
        Assert.IsType<StepResult.Refused>(await host.Get<FinishCoWriting>().RunAsync(id, default));
        Assert.IsType<StepResult.Refused>(await host.Get<GiveRating>().RunAsync(id, RatingQuestion.Checkpoint, 3, 11, null, default));
        await DoneAsync(host.Get<GiveRating>().RunAsync(id, RatingQuestion.Checkpoint, 3, 10, null, default));
        Assert.IsType<SubmitResult.Sent>(await host.SendAsync(id, "One more please"));
        await host.EndedAsync(id);
    }

    [Fact]
    public async Task A_changed_rating_is_a_further_row_and_the_latest_counts()
    {
        await using var host = await OpenAsync();
        var (token, id) = await host.CoWriteAsync();
        for (var turn = 1; turn <= 3; turn++) await host.ExchangeAsync(id, $"Message number {turn} about cycling");

        foreach (var mark in new[] { 4, 4, 6 }) await DoneAsync(host.Get<GiveRating>().RunAsync(id, RatingQuestion.Checkpoint, 3, mark, null, default));

        await using var db = database.CreateDbContext();
        Assert.Equal(2, await db.Ratings.CountAsync());
        Assert.Equal(6, (await host.ViewAsync(token)).Ratings.Single().Value);
    }

    [Fact]
    public async Task Finishing_too_early_is_refused_with_what_is_missing()
    {
        await using var host = await OpenAsync();
        var (_, id) = await host.CoWriteAsync();
        await host.ExchangeAsync(id, "Hello there assistant");

        var refused = Assert.IsType<StepResult.Refused>(await host.Get<FinishCoWriting>().RunAsync(id, default));

        Assert.Contains("1 of at least 2", refused.Sentence);
    }

    [Fact]
    public async Task A_pause_pressed_twice_is_one_pause_and_its_time_is_its_own_share()
    {
        var clock = new ManualTimeProvider(SampleStudy.Start);
        await using var host = new SessionHost(database, clock: clock);
        await host.OpenStudyAsync();
        var (token, id) = await host.CoWriteAsync();
        await host.Get<RecordEvents>().RunAsync(id, SessionHost.Tab, 0, [new(EventKinds.Connected, 0)], default);
        foreach (var message in new[] { "Hello there assistant", "Another one please" }) await host.ExchangeAsync(id, message);

        clock.Advance(TimeSpan.FromMinutes(2));
        for (var i = 0; i < 2; i++) await DoneAsync(host.Get<PauseSession>().RunAsync(id, default));
        clock.Advance(TimeSpan.FromMinutes(10));
        var paused = await host.ViewAsync(token);
        for (var i = 0; i < 2; i++) await DoneAsync(host.Get<ResumeSession>().RunAsync(id, default));
        await DoneAsync(host.Get<FinishCoWriting>().RunAsync(id, default));

        Assert.Equal((true, TimeSpan.FromMinutes(2)), (paused.IsPaused, paused.Pauses.Worked(paused.CoWritingStartedAt!.Value, clock.GetUtcNow())));
        Assert.Equal((false, TimeSpan.FromMinutes(10)), ((await host.ViewAsync(token)).IsPaused, (await host.ViewAsync(token)).Pauses.Ended));
        await using var db = database.CreateDbContext();
        var time = (await db.Sessions.SingleAsync()).Time;
        Assert.Equal((600_000, 720_000), (time.PausedMs, time.TotalMs));
    }

    private async Task<SessionHost> OpenAsync()
    {
        var host = new SessionHost(database);
        await host.OpenStudyAsync();
        return host;
    }

    private static async Task DoneAsync(Task<StepResult> step) => Assert.IsType<StepResult.Done>(await step);
}
