using System.Runtime.CompilerServices;
using System.Threading.Channels;
using CollabLLM.Core.Policies;
using CollabLLM.Core.Sessions;
using CollabLLM.Data.Sessions;
using CollabLLM.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.AI;

namespace CollabLLM.IntegrationTests.Sessions;

/// <summary>A reply in the making belongs to the host: it fails, stops and survives by these rules.</summary>
public sealed class LiveReplyTests : IDisposable
{
    private readonly TestDatabase database = TestDatabase.Sqlite();

    public void Dispose() => database.Dispose();

    [Fact]
    public async Task A_failed_reply_counts_as_no_turn_and_is_one_visible_reply_after_a_retry()
    {
        var broken = true;
        await using var host = await OpenAsync(_ => new FunctionChatClient((_, _) => broken ? throw new PolicyUnavailableException(PolicyFailureKind.BrokenLogits, "NaN in step 3") : "Here it is."));
        var (token, id) = await host.CoWriteAsync();

        await host.ExchangeAsync(id, "Please write a draft");
        var failed = await host.ViewAsync(token);
        broken = false;
        Assert.IsType<StepResult.Done>(await host.Get<TryAgain>().RunAsync(id, SessionHost.Tab, 1, default));
        await host.EndedAsync(id);

        Assert.Equal((TurnState.Failed, null, 0), (failed.Turns[0].State, failed.Turns[0].Reply, failed.CompletedTurns));
        var view = await host.ViewAsync(token);
        Assert.Equal((TurnState.Completed, "Here it is.", 2, 1), (view.Turns[0].State, view.Turns[0].Reply, view.Turns[0].Attempts, view.CompletedTurns));
        await using var db = database.CreateDbContext();
        Assert.Equal("BrokenLogits: NaN in step 3", (await db.ReplyAttempts.SingleAsync(a => a.Outcome == ReplyOutcome.Failed)).Reason);
    }

    [Fact]
    public async Task The_place_in_the_queue_is_known_as_it_changes_until_the_reply_begins()
    {
        var queue = Channel.CreateUnbounded<ChatResponseUpdate>();
        await using var host = await OpenAsync(_ => new QueueingClient(queue.Reader));
        var (_, id) = await host.CoWriteAsync();
        await host.SendAsync(id, "Please write a draft");
        var reply = host.Get<LiveReplies>().Find(id)!;
        var changes = Channel.CreateUnbounded<int?>();
        reply.Changed += () => changes.Writer.TryWrite(reply.QueuePlace);

        List<int?> seen = [];
        foreach (var place in (int[])[2, 1, 0])
        {
            queue.Writer.TryWrite(new(ChatRole.Assistant, []) { AdditionalProperties = new() { [ReplyProperties.QueuePlace] = place } });
            seen.Add(await changes.Reader.ReadAsync());
        }
        queue.Writer.TryWrite(new(ChatRole.Assistant, "Here it is."));
        queue.Writer.Complete();
        await host.EndedAsync(id);

        Assert.Equal([2, 1, null], seen);
        Assert.Equal((TurnState.Completed, "Here it is.", 1), (reply.Settled!.Turn.State, reply.Settled.Turn.Reply, reply.Settled.CompletedTurns));
    }

    [Fact]
    public async Task The_page_after_a_reply_is_the_page_that_a_reload_would_read()
    {
        await using var host = await OpenAsync(_ => new FunctionChatClient((_, _) => "Here it is."));
        var (token, id) = await host.CoWriteAsync();
        for (var number = 1; number <= 3; number++)
        {
            Assert.IsType<SubmitResult.Sent>(await host.SendAsync(id, $"Please write part {number}"));
            var before = await host.ViewAsync(token);
            var reply = host.Get<LiveReplies>().Find(id)!;
            await host.EndedAsync(id);

            var (after, read) = (before.After(reply.Settled!), await host.ViewAsync(token));

            Assert.Equal(read.Turns, after.Turns);
            Assert.Equal((read.CompletedTurns, read.DueCheckpoint, read.CanFinish), (after.CompletedTurns, after.DueCheckpoint, after.CanFinish));
        }
    }

    [Fact]
    public async Task An_empty_reply_is_a_failure_with_its_reason()
    {
        await using var host = await OpenAsync(_ => new FunctionChatClient((_, _) => " "));
        var (token, id) = await host.CoWriteAsync();

        await host.ExchangeAsync(id, "Please write a draft");

        Assert.Equal(TurnState.Failed, (await host.ViewAsync(token)).Turns[0].State);
        await using var db = database.CreateDbContext();
        Assert.StartsWith("Empty", (await db.ReplyAttempts.SingleAsync()).Reason);
    }

    [Fact]
    public async Task A_host_may_be_stopped_again_after_it_was_disposed_of()
    {
        var host = await OpenAsync(_ => new EndlessClient());
        var (_, id) = await host.CoWriteAsync();
        await host.SendAsync(id, "Please write a draft");
        var recovery = host.Get<ReplyRecovery>();
        await host.DisposeAsync();

        await recovery.StopAsync(default).WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_stopped_reply_keeps_what_was_written_and_counts()
    {
        await using var host = await OpenAsync(_ => new EndlessClient());
        var (token, id) = await host.CoWriteAsync();
        await host.SendAsync(id, "Please write a draft");
        while (host.Get<LiveReplies>().Find(id)!.Text.Length == 0) await Task.Delay(5);

        Assert.True(await host.Get<StopReply>().RunAsync(id, default));

        var view = await host.ViewAsync(token);
        Assert.Equal((TurnState.Stopped, 1), (view.Turns[0].State, view.CompletedTurns));
        Assert.StartsWith("word ", view.Turns[0].Reply);
    }

    [Fact]
    public async Task A_message_while_the_reply_is_being_made_is_refused()
    {
        await using var host = await OpenAsync(_ => new EndlessClient());
        var (_, id) = await host.CoWriteAsync();
        await host.SendAsync(id, "Please write a draft");

        var second = await host.SendAsync(id, "And another");
        await host.Get<StopReply>().RunAsync(id, default);

        Assert.Equal(SubmitRefusal.ReplyPending, Assert.IsType<SubmitResult.Refused>(second).Reason);
    }

    [Fact]
    public async Task A_turn_that_a_dead_server_left_waiting_is_asked_again_once_and_then_left_to_the_participant()
    {
        string token;
        Guid id;
        await using (var dead = await OpenAsync(_ => new EndlessClient()))
        {
            (token, id) = await dead.CoWriteAsync();
            await dead.SendAsync(id, "Please write a draft");
            await dead.Get<ReplyRecovery>().StopAsync(default);
            Assert.Equal(TurnState.Waiting, (await dead.ViewAsync(token)).Turns[0].State);
        }
        await using (var second = new SessionHost(database, _ => new EndlessClient()))
        {
            await second.Get<ReplyRecovery>().StartAsync(default);
            Assert.NotNull(second.Get<LiveReplies>().Find(id));
            await second.Get<ReplyRecovery>().StopAsync(default);
        }

        await using var third = new SessionHost(database);
        await third.Get<ReplyRecovery>().StartAsync(default);

        Assert.Null(third.Get<LiveReplies>().Find(id));
        Assert.Equal(TurnState.Failed, (await third.ViewAsync(token)).Turns[0].State);
        Assert.IsType<StepResult.Done>(await third.Get<TryAgain>().RunAsync(id, SessionHost.Tab, 1, default));
        await third.EndedAsync(id);
        Assert.Equal("A reply to: Please write a draft", (await third.ViewAsync(token)).Turns[0].Reply);
    }

    private async Task<SessionHost> OpenAsync(Func<PolicyDefinition, IChatClient> policies)
    {
        var host = new SessionHost(database, policies);
        await host.OpenStudyAsync();
        return host;
    }

    private sealed class QueueingClient(ChannelReader<ChatResponseUpdate> updates) : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            updates.ReadAllAsync(cancellationToken);

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }

    private sealed class EndlessClient : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            while (true)
            {
                yield return new(ChatRole.Assistant, "word ");
                await Task.Delay(10, cancellationToken);
            }
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
