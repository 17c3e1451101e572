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
    [InlineData(1, PolicyFailureKind.FirstTokenTimeout)]
    [InlineData(5, PolicyFailureKind.TotalTimeout)]
    public async Task A_hanging_step_ends_the_reply_in_time_and_the_row_leaves_afterwards(int hangsAtStep, PolicyFailureKind kind)
    {
        using var gate = new ManualResetEventSlim();
        var runner = new ScriptedRunner();
        runner.BeforeStep = _ =>
        {
            if (runner.Steps >= hangsAtStep) gate.Wait(TimeSpan.FromSeconds(30));
        };
        var options = new InferenceOptions { KvBudgetBytes = 1 << 20, FirstTokenTimeout = TimeSpan.FromMilliseconds(300), TotalTimeout = TimeSpan.FromMilliseconds(900) };
        await using var engine = new InferenceEngine("scripted", runner, options, 256, TimeProvider.System);
        await using var model = new LoadedModel(Description, GenerationDefaults.Greedy, new NumberText(), engine, new("CPU", "test"), null);
        var reply = ReplyStream.Start(model, [1], new(new(), 50, [], ReplyPriority.Interactive), options, TimeProvider.System);

        var fault = await Assert.ThrowsAsync<PolicyUnavailableException>(async () =>
        {
            await foreach (var _ in reply.ReadAsync(CancellationToken.None))
            {
            }
        });
        gate.Set();
        var outcome = await reply.Outcome;

        Assert.Equal(kind, fault.Kind);
        Assert.Equal(FinishKind.Cancelled, outcome.Finish);
        Assert.InRange(outcome.ReplyTokens, hangsAtStep - 1, hangsAtStep + 1);
    }
}
