using System.Diagnostics;
using CollabLLM.Core.Policies;
using CollabLLM.Core.Sessions;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Participants;
using CollabLLM.Data.Sessions;
using CollabLLM.Inference;
using CollabLLM.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CollabLLM.IntegrationTests.Sessions;

/// <summary>Battery R9, with the real engine and an embedded policy: who stops or withdraws in mid-reply frees the row at once. 500 with FULL_BATTERIES=1.</summary>
public sealed class LeavingTests : IDisposable
{
    private const string Model = "demo-base";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private readonly TestDatabase database = TestDatabase.Sqlite();

    public void Dispose() => database.Dispose();

    [Fact]
    public async Task Who_leaves_in_mid_reply_frees_row_and_keys_within_a_second_and_the_words_so_far_are_kept()
    {
        var times = Battery.Size(500);
        var options = new InferenceOptions { ModelsFolder = Path.Combine(Root(), "models"), Threads = 1 };
        await using var catalog = new ModelCatalog(Options.Create(options), TimeProvider.System, NullLogger<ModelCatalog>.Instance);
        await using var lease = await catalog.LeaseAsync(Model, default);
        var engine = lease.Model.Engine;
        await using var host = new SessionHost(database, _ => catalog.ClientFor(Model));
        await host.OpenStudyAsync(SampleStudy.Definition() with { Arms = [new("K", "Base", new PolicyDefinition(Model, null, new Sampling(MaxTokens: 400)), IsBaseline: true)] });
        var random = new Random(9);
        var inMidReply = 0;
        var slowest = TimeSpan.Zero;

        for (var i = 0; i < times; i++)
        {
            var (token, id) = await host.CoWriteAsync();
            await host.SendAsync(id, "Please help me write a long text about my small garden, for beginners.");
            var reply = host.Get<LiveReplies>().Find(id)!;
            var words = random.Next(1, 40);
            while (!reply.IsEnded && reply.Text.Length < words) await Task.Delay(1);
            if (!reply.IsEnded) inMidReply++;
            var withdraws = random.Next(4) == 0;
            if (withdraws) await host.Get<Withdraw>().RunAsync(id, keepData: random.Next(2) == 0, default);
            else await host.Get<StopReply>().RunAsync(id, default);

            var left = Stopwatch.StartNew();
            while (engine.QueueLength + engine.PagesInUse - engine.IdlePages > 0 && left.Elapsed < Limit) await Task.Delay(1);
            slowest = left.Elapsed > slowest ? left.Elapsed : slowest;
            if (withdraws) continue;
            var turn = (await host.ViewAsync(token)).Turns.Single();
            Assert.Contains(turn.State, new[] { TurnState.Stopped, TurnState.Completed });
            Assert.Equal(reply.Text, turn.Reply);
        }

        Assert.True(slowest < Limit, $"The slowest took {slowest.TotalMilliseconds:F0} ms.");
        Assert.True(inMidReply > times / 2, $"Only {inMidReply} of {times} left in mid-reply.");
        await using var db = database.CreateDbContext();
        Assert.Contains(await db.ReplyAttempts.ToListAsync(), a => a is { Outcome: ReplyOutcome.Stopped, Text.Length: > 0 });
    }

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "CollabLLM.sln"))) at = at.Parent!;
        return at.FullName;
    }
}
