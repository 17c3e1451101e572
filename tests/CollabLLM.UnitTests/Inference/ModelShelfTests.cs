using CollabLLM.Inference;
using CollabLLM.Inference.Engine;
using CollabLLM.Inference.Models;
using CollabLLM.UnitTests.Inference.Engine;

namespace CollabLLM.UnitTests.Inference;

public sealed class ModelShelfTests
{
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    [Fact]
    public async Task A_model_is_loaded_once_and_taken_off_only_when_nobody_has_used_it_for_long_enough()
    {
        var clock = new SetClock();
        var loads = 0;
        var shelf = new ModelShelf(
            () =>
            {
                Interlocked.Increment(ref loads);
                return Scripted();
            },
            clock);
        var leases = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => shelf.LeaseAsync(CancellationToken.None)));
        clock.Now += 2 * Idle;

        Assert.Null(shelf.TakeIdle(Idle));
        foreach (var lease in leases) await lease.DisposeAsync();
        clock.Now += Idle - TimeSpan.FromSeconds(1);
        Assert.Null(shelf.TakeIdle(Idle));
        clock.Now += TimeSpan.FromSeconds(2);
        await using var taken = shelf.TakeIdle(Idle);
        await using var again = await shelf.LeaseAsync(CancellationToken.None);

        Assert.NotNull(taken);
        Assert.NotSame(taken, again.Model);
        Assert.Equal(2, loads);
        await again.Model.DisposeAsync();
    }

    [Fact]
    public async Task A_load_that_failed_is_tried_again_by_the_next_who_asks()
    {
        var loads = 0;
        var shelf = new ModelShelf(() => ++loads == 1 ? throw new ModelFolderException("model.onnx", "the file is missing.") : Scripted(), TimeProvider.System);
        await Assert.ThrowsAsync<ModelFolderException>(() => shelf.LeaseAsync(CancellationToken.None));

        await using var lease = await shelf.LeaseAsync(CancellationToken.None);

        Assert.Equal(2, loads);
        await lease.Model.DisposeAsync();
    }

    private static LoadedModel Scripted() => new(
        new("folder", "graph", "hash", "llama", 1, 1, 1, 16, 256, 64, "fp32", true, []), GenerationDefaults.Greedy, new NumberText(),
        new InferenceEngine("scripted", new ScriptedRunner(), new() { KvBudgetBytes = 1 << 20 }, 256, TimeProvider.System), new("CPU", "test"), null);

    private sealed class SetClock : TimeProvider
    {
        public TimeSpan Now { get; set; } = TimeSpan.FromHours(1);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
