using System.Collections.Concurrent;
using CollabLLM.Core.Policies;
using CollabLLM.Inference;
using CollabLLM.Inference.Engine;
using CollabLLM.Inference.Models;
using CollabLLM.UnitTests.Inference.Engine;

namespace CollabLLM.UnitTests.Inference;

/// <summary>A step that hangs must not hold the caller: the limits run beside the engine's thread.</summary>
public sealed class ReplyTimeoutTests
{
    private static readonly ModelDescription Description = new("folder", "graph", "hash", "llama", 1, 1, 1, 16, 256, 64, "fp32", true, []);

    [Theory]
    [InlineData(1, 30, PolicyFailureKind.FirstTokenTimeout)]
    [InlineData(5, 120, PolicyFailureKind.TotalTimeout)]
    public async Task A_hanging_step_ends_the_reply_in_time_and_the_row_leaves_afterwards(int hangsAtStep, int limitSeconds, PolicyFailureKind kind)
    {
        using var gate = new ManualResetEventSlim();
        var hangs = new TaskCompletionSource();
        var runner = new ScriptedRunner();
        runner.BeforeStep = _ =>
        {
            if (runner.Steps < hangsAtStep) return;
            hangs.TrySetResult();
            gate.Wait();
        };
        var options = new InferenceOptions { KvBudgetBytes = 1 << 20 };
        var limits = new Limits();
        await using var engine = new InferenceEngine("scripted", runner, options, 256, TimeProvider.System);
        await using var model = new LoadedModel(Description, GenerationDefaults.Greedy, new NumberText(), engine, new("CPU", "test"), null);
        var reply = ReplyStream.Start(model, [1], new(new(), 50, [], ReplyPriority.Interactive), options, limits);
        var text = reply.ReadAsync(CancellationToken.None).ToArrayAsync().AsTask();

        await hangs.Task;
        limits.Pass(TimeSpan.FromSeconds(limitSeconds));
        var fault = await Assert.ThrowsAsync<PolicyUnavailableException>(() => text);
        gate.Set();
        var outcome = await reply.Outcome;

        Assert.Equal(kind, fault.Kind);
        Assert.Equal(FinishKind.Cancelled, outcome.Finish);
        Assert.InRange(outcome.ReplyTokens, hangsAtStep - 1, hangsAtStep + 1);
    }

    [Fact]
    public async Task Time_in_the_queue_is_not_time_without_a_token()
    {
        using var submitted = new ManualResetEventSlim();
        using var gate = new ManualResetEventSlim();
        var runner = new ScriptedRunner();
        var options = new InferenceOptions { KvBudgetBytes = 1 << 20, MaxRows = 1 };
        var limits = new Limits();
        await using var engine = new InferenceEngine("scripted", runner, options, 256, TimeProvider.System);
        await using var model = new LoadedModel(Description, GenerationDefaults.Greedy, new NumberText(), engine, new("CPU", "test"), null);
        runner.BeforeStep = _ =>
        {
            if (runner.Steps == 1) submitted.Wait();
            if (runner.Steps == 3) gate.Wait();
        };
        var ahead = ReplyStream.Start(model, [1], new(new(), 5, [], ReplyPriority.Interactive), options, TimeProvider.System);
        var waits = ReplyStream.Start(model, [2], new(new(), 5, [], ReplyPriority.Interactive), options, limits);
        submitted.Set();
        var pieces = waits.ReadPiecesAsync(CancellationToken.None).GetAsyncEnumerator();

        Assert.True(await pieces.MoveNextAsync());
        Assert.Equal(1, pieces.Current.QueuePlace);
        var limit = limits.Changes.Last();
        gate.Set();
        Assert.True(await pieces.MoveNextAsync());

        Assert.Equal((Timeout.InfiniteTimeSpan, 0, options.FirstTokenTimeout), (limit, pieces.Current.QueuePlace, limits.Changes.Last()));
        await pieces.DisposeAsync();
        await ahead.Outcome;
    }

    /// <summary>A limit passes when the test says so, however slow the machine is.</summary>
    private sealed class Limits : TimeProvider
    {
        private readonly ConcurrentDictionary<TimeSpan, Action> open = [];

        public ConcurrentQueue<TimeSpan> Changes { get; } = [];

        public void Pass(TimeSpan limit) => open[limit]();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            open[dueTime] = () => callback(state);
            return new Timer(Changes);
        }

        private sealed class Timer(ConcurrentQueue<TimeSpan> changes) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                changes.Enqueue(dueTime);
                return true;
            }

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
