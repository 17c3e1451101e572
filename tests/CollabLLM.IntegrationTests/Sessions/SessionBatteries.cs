using CollabLLM.Core.Documents;
using CollabLLM.Core.Sessions;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Connections;
using CollabLLM.Data.Documents;
using CollabLLM.Data.Participants;
using CollabLLM.Data.Sessions;
using CollabLLM.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.IntegrationTests.Sessions;

/// <summary>Races and faults, on each database. A tenth of the full size unless FULL_BATTERIES=1.</summary>
public abstract class SessionBatteries(DatabaseProvider provider) : IDisposable
{
    private static readonly bool Full = Battery.IsFullSize;
    private readonly TestDatabase database = TestDatabase.Create(provider);

    public void Dispose()
    {
        database.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_message_sent_twice_at_once_is_one_row_and_one_answer()
    {
        await using var host = new SessionHost(database);
        await host.OpenStudyAsync(SampleStudy.Definition() with { Turns = new TurnRules(1, 100_000, 0) });
        var (token, id) = await host.CoWriteAsync();
        var pairs = Full ? 1000 : 100;

        for (var i = 1; i <= pairs; i++)
        {
            var both = await Task.WhenAll(host.SendAsync(id, $"message {i}", $"key-{i}"), host.SendAsync(id, $"message {i}", $"key-{i}"));
            Assert.All(both, r => Assert.Equal(new SubmitResult.Sent(i), r));
            await host.EndedAsync(id);
        }

        var view = await host.ViewAsync(token);
        Assert.Equal(Enumerable.Range(1, pairs), view.Turns.Select(t => t.Number));
        Assert.All(view.Turns, t => Assert.Equal(("A reply to: " + t.Message, 1), (t.Reply, t.Attempts)));
    }

    [Fact]
    public async Task Two_tabs_lose_no_saved_text_and_leave_no_gap_in_any_sequence()
    {
        await using var host = new SessionHost(database);
        await host.OpenStudyAsync();
        var (token, id) = await host.CoWriteAsync();
        var acknowledged = new System.Collections.Concurrent.ConcurrentBag<(int Number, string Text)>();

        await Task.WhenAll(Enumerable.Range(0, 2).Select(tab => Task.Run(() => UseTabAsync(host, id, tab, Full ? 200 : 20, acknowledged))));

        var revisions = await host.Get<ReadRevisions>().RunAsync(id, default);
        Assert.NotEmpty(acknowledged);
        Assert.All(acknowledged, a => Assert.Equal(a.Text, revisions.Single(r => r.Number == a.Number).Text));
        Assert.Equal(Enumerable.Range(1, revisions.Count), revisions.Select(r => r.Number));
        await using var db = database.CreateDbContext();
        var sequence = await db.Events.Where(e => e.SessionId == id).OrderBy(e => e.Sequence).Select(e => e.Sequence).ToListAsync();
        Assert.Equal(Enumerable.Range(1, sequence.Count).Select(n => (long)n), sequence);
        Assert.Contains((await host.ViewAsync(token)).ActiveTab, new[] { "tab-0", "tab-1" });
    }

    [Fact]
    public async Task Arrivals_at_once_fill_every_block_exactly_however_often_the_server_restarts()
    {
        var arrivals = Full ? 10_000 : 1_000;
        var definition = SampleStudy.Definition() with { Seed = 99, DocumentTypes = [.. new[] { "a", "b", "c" }.Select(k => new DocumentType(k, k, ["t"], []))] };
        await using (var first = new SessionHost(database)) await first.OpenStudyAsync(definition);

        foreach (var wave in Enumerable.Range(0, 5))
        {
            await using var one = new SessionHost(database);
            await using var other = new SessionHost(database);
            await Parallel.ForEachAsync(Enumerable.Range(0, arrivals / 5), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, ct) =>
            {
                var host = i % 2 == 0 ? one : other;
                var view = await host.ViewAsync(await host.JoinAsync());
                Assert.IsType<StepResult.Done>(await host.Get<RecordConsent>().RunAsync(view.SessionId, new(false, false), ct));
            });
        }

        await using var db = database.CreateDbContext();
        var all = await db.Assignments.AsNoTracking().ToListAsync();
        Assert.Equal((arrivals, arrivals), (all.Count, all.Select(a => a.ParticipantId).Distinct().Count()));
        Assert.All(all, a => Assert.Equal(BlockAllocation.Place(definition, a.DocumentType, (a.Block * 4) + a.Place).Arm, a.Arm));
        Assert.All(all.GroupBy(a => (a.DocumentType, a.Block)).Where(b => b.Count() == 4), b => Assert.Equal(2, b.Count(a => a.Arm == "K")));
        Assert.InRange(all.GroupBy(a => a.DocumentType).Max(t => t.Count()) - all.GroupBy(a => a.DocumentType).Min(t => t.Count()), 0, 1);
    }

    [Fact]
    public async Task A_wall_clock_that_jumps_gives_no_negative_duration_and_no_wrong_order()
    {
        var clock = new ManualTimeProvider(SampleStudy.Start);
        await using var host = new SessionHost(database, clock: clock);
        await host.OpenStudyAsync(SampleStudy.Definition() with { Turns = new TurnRules(1, 1000, 0) });
        var (token, id) = await host.CoWriteAsync();
        var random = new Random(6);
        var clientMs = 0.0;

        for (var i = 1; i <= (Full ? 50 : 10); i++)
        {
            clock.Jump(TimeSpan.FromMinutes(random.Next(-60, 61)));
            clock.Advance(TimeSpan.FromSeconds(4));
            clientMs += 4000;
            await host.Get<RecordEvents>().RunAsync(id, SessionHost.Tab, clientMs, [new(EventKinds.Typing, clientMs, null, """{"durationMs":3000}""")], default);
            await host.ExchangeAsync(id, $"message {i} of this session");
        }
        Assert.IsType<StepResult.Done>(await host.Get<FinishCoWriting>().RunAsync(id, default));

        await using var db = database.CreateDbContext();
        var time = (await db.Sessions.SingleAsync()).Time;
        Assert.All([time.TypingMs, time.ReadingMs, time.IdleMs, time.ModelWaitMs, time.RatingMs, time.AwayMs, time.PausedMs, time.UnexplainedMs], ms => Assert.True(ms >= 0));
        var turns = await db.Turns.OrderBy(t => t.Number).ToListAsync();
        Assert.All(turns, t => Assert.True(t.RepliedAt >= t.SentAt));
        Assert.Equal(turns.Select(t => t.Message), (await host.ViewAsync(token)).Turns.Select(t => t.Message));
    }

    [Fact]
    public async Task Withdrawal_with_deletion_leaves_no_trace()
    {
        const string mark = "zanzibarian-marmalade";
        await using var host = new SessionHost(database);
        await host.OpenStudyAsync();
        var (token, id) = await host.CoWriteAsync();
        await host.ExchangeAsync(id, $"Write about {mark}");
        await host.Get<SaveRevision>().RunAsync(id, SessionHost.Tab, 0, RevisionCause.Autosave, $$"""{"ops":[{"insert":"{{mark}}\n"}]}""", default);
        await host.Get<AskHelp>().RunAsync(id, $"What is {mark}?", default);

        Assert.IsType<StepResult.Done>(await host.Get<Withdraw>().RunAsync(id, keepData: false, default));

        Assert.Null(await host.Get<ReadSession>().RunAsync(token, default));
        await using var db = database.CreateDbContext();
        Assert.Equal(0, await db.Participants.CountAsync() + await db.Sessions.CountAsync() + await db.Turns.CountAsync() + await db.ReplyAttempts.CountAsync()
            + await db.Events.CountAsync() + await db.Revisions.CountAsync() + await db.HelpRequests.CountAsync() + await db.Assignments.CountAsync());
        if (database.File is null) return;
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(database.File)!))
            Assert.DoesNotContain(mark, System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)));
    }

    private static async Task UseTabAsync(SessionHost host, Guid id, int tab, int times, System.Collections.Concurrent.ConcurrentBag<(int, string)> acknowledged)
    {
        var (random, known) = (new Random(tab), 0);
        for (var i = 1; i <= times; i++)
        {
            if (random.Next(3) == 0) await host.Get<TakeOverTab>().RunAsync(id, $"tab-{tab}", default);
            var text = $"tab {tab} text {i}";
            var result = await host.Get<SaveRevision>().RunAsync(id, $"tab-{tab}", known, RevisionCause.Autosave, $$"""{"ops":[{"insert":"{{text}}\n"}]}""", default);
            if (result is SaveResult.Saved(var number)) acknowledged.Add((number, text));
            known = result switch { SaveResult.Saved saved => saved.Number, SaveResult.Conflict conflict => conflict.Latest.Number, _ => known };
            await host.Get<RecordEvents>().RunAsync(id, $"tab-{tab}", i, [new(EventKinds.Activity, i)], default);
        }
    }
}
