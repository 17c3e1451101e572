using CollabLLM.Core.Policies;
using CollabLLM.Inference;
using CollabLLM.Inference.Engine;

namespace CollabLLM.UnitTests.Inference.Engine;

public sealed class EngineRulesTests
{
    private static InferenceEngine Engine(ScriptedRunner runner, InferenceOptions? options = null) =>
        new("scripted", runner, options ?? new() { KvBudgetBytes = 1 << 20 }, 256, TimeProvider.System);

    private static GenerationRequest Request(int[] prompt, int tokens = 5, int[]? ends = null, ReplyPriority priority = ReplyPriority.Interactive, Func<int, bool>? onToken = null) =>
        new(prompt, new(), tokens, ends ?? [], priority) { OnToken = onToken ?? (static _ => false) };

    [Fact]
    public async Task Each_of_several_end_tokens_ends_a_reply_and_is_not_part_of_it()
    {
        await using var engine = Engine(new());
        var ids = new List<int>();
        var request = Request([5], 20, [9, 30], onToken: id =>
        {
            ids.Add(id);
            return false;
        });

        engine.Submit(request);
        var outcome = await request.Completion;

        Assert.Equal([6, 7, 8], ids);
        Assert.Equal(FinishKind.Stop, outcome.Finish);
    }

    [Fact]
    public async Task A_reply_ends_at_its_limit_and_at_the_end_of_the_context()
    {
        await using var engine = Engine(new());
        var limited = Request([1], 7);
        var unlimited = Request([1], 100_000);

        engine.Submit(limited);
        engine.Submit(unlimited);

        Assert.Equal((FinishKind.Length, 7), ((await limited.Completion).Finish, (await limited.Completion).ReplyTokens));
        Assert.Equal((FinishKind.Length, 255), ((await unlimited.Completion).Finish, (await unlimited.Completion).ReplyTokens));
    }

    [Fact]
    public async Task A_logit_that_is_no_number_ends_that_request_and_nothing_else()
    {
        await using var engine = Engine(new());
        var broken = Request([3, ScriptedRunner.NotANumberAfter]);
        var healthy = Request([3, 4], 30);

        engine.Submit(healthy);
        engine.Submit(broken);

        Assert.Equal(PolicyFailureKind.BrokenLogits, (await Assert.ThrowsAsync<PolicyUnavailableException>(() => broken.Completion)).Kind);
        Assert.Equal(30, (await healthy.Completion).ReplyTokens);
    }

    [Fact]
    public async Task After_a_fault_of_the_runtime_the_engine_serves_the_next_request()
    {
        await using var engine = Engine(new());
        var broken = Request([ScriptedRunner.FaultAfter]);
        engine.Submit(broken);
        Assert.Equal(PolicyFailureKind.EngineFault, (await Assert.ThrowsAsync<PolicyUnavailableException>(() => broken.Completion)).Kind);

        var next = Request([1], 3);
        engine.Submit(next);

        Assert.Equal(3, (await next.Completion).ReplyTokens);
    }

    [Fact]
    public async Task A_full_queue_refuses_with_the_number_that_waits()
    {
        using var gate = new ManualResetEventSlim();
        var runner = new ScriptedRunner { BeforeStep = _ => gate.Wait(TimeSpan.FromMinutes(2)) };
        await using var engine = Engine(runner, new() { MaxRows = 1, QueueLimit = 2, KvBudgetBytes = 1 << 20 });
        GenerationRequest[] requests = [.. Enumerable.Range(0, 3).Select(_ => Request([1], 2))];

        var places = requests.Select(engine.Submit).ToArray();
        var busy = Assert.Throws<EngineBusyException>(() => engine.Submit(Request([1], 2)));
        gate.Set();
        await Task.WhenAll(requests.Select(r => r.Completion));

        Assert.Equal([0, 1, 2], places);
        Assert.Equal((2, 2), (busy.Waiting, busy.Limit));
    }

    [Fact]
    public async Task Those_who_wait_are_told_each_time_that_they_come_forward()
    {
        using var gate = new ManualResetEventSlim();
        var runner = new ScriptedRunner { BeforeStep = _ => gate.Wait(TimeSpan.FromMinutes(2)) };
        await using var engine = Engine(runner, new() { MaxRows = 1, QueueLimit = 3, KvBudgetBytes = 1 << 20 });
        List<int>[] told = [[], [], [], []];
        GenerationRequest[] requests = [.. told.Select(places => new GenerationRequest([1], new(), 2, [], ReplyPriority.Interactive) { OnPlace = places.Add })];

        foreach (var request in requests) engine.Submit(request);
        requests[2].Cancel();
        gate.Set();
        await Task.WhenAll(requests.Select(r => r.Completion));

        Assert.Empty(told[0]);
        Assert.Equal([1, 0], told[1]);
        Assert.Equal([2, 1, 0], told[3].SkipWhile(p => p == 3));
    }

    [Fact]
    public async Task Whoever_sees_a_reply_end_finds_its_place_free()
    {
        await using var engine = Engine(new(), new() { MaxRows = 1, QueueLimit = 1, KvBudgetBytes = 1 << 20 });
        int[][] prompts = [[1], [ScriptedRunner.NotANumberAfter], [ScriptedRunner.FaultAfter], [.. Enumerable.Repeat(1, 200)]];
        for (var round = 0; round < 200; round++)
        {
            var request = Request(prompts[round % prompts.Length], 2);
            if (round % 5 == 0) request.Cancel();
            // Waits before the engine could: a count that went down in a continuation of its own would come after this one.
            var seen = request.Completion.ContinueWith(_ => engine.QueueLength, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

            engine.Submit(request);

            Assert.Equal(0, await seen);
        }
    }

    [Fact]
    public async Task Cancelling_frees_the_row_at_the_next_step()
    {
        var cancelled = Request([1], 200);
        var runner = new ScriptedRunner();
        runner.BeforeStep = _ =>
        {
            if (runner.Steps == 10) cancelled.Cancel();
        };
        await using var engine = Engine(runner);

        engine.Submit(cancelled);
        var outcome = await cancelled.Completion;

        Assert.Equal((FinishKind.Cancelled, 10), (outcome.Finish, outcome.ReplyTokens));
        Assert.Equal(10, runner.Steps);
        Assert.Equal(0, engine.PagesInUse - engine.IdlePages);
    }

    [Fact]
    public async Task While_a_participant_waits_only_as_many_scoring_rows_run_as_the_setting_says()
    {
        var rows = new List<int>();
        using var gate = new ManualResetEventSlim();
        var runner = new ScriptedRunner
        {
            BeforeStep = step =>
            {
                gate.Wait(TimeSpan.FromMinutes(2));
                rows.Add(step.Count);
            },
        };
        await using var engine = Engine(runner, new() { ScoringRowsBesideInteractive = 0, KvBudgetBytes = 1 << 20 });
        GenerationRequest[] scoring = [.. Enumerable.Range(0, 4).Select(i => Request([i + 20], 30, priority: ReplyPriority.Scoring))];
        foreach (var request in scoring) engine.Submit(request);
        var interactive = Request([1], 10);
        engine.Submit(interactive);
        gate.Set();
        await Task.WhenAll([interactive.Completion, .. scoring.Select(r => r.Completion)]);

        Assert.InRange(rows.Count(r => r == 1), 9, 12);
        Assert.Contains(4, rows);
    }

    [Fact]
    public async Task A_prompt_that_does_not_fit_the_context_is_refused_at_once()
    {
        await using var engine = Engine(new());

        var fault = Assert.Throws<PolicyUnavailableException>(() => engine.Submit(Request([.. Enumerable.Repeat(1, 256)])));

        Assert.Equal(PolicyFailureKind.PromptTooLong, fault.Kind);
    }

    [Fact]
    public async Task Stopping_the_engine_ends_every_request_with_that_reason()
    {
        var engine = Engine(new());
        GenerationRequest[] requests = [.. Enumerable.Range(0, 50).Select(_ => Request([1], 250))];
        foreach (var request in requests) engine.Submit(request);

        await engine.DisposeAsync();

        foreach (var request in requests)
        {
            await Task.WhenAny(request.Completion);
            Assert.True(request.Completion.IsCompletedSuccessfully || request.Completion.Exception!.InnerException is PolicyUnavailableException { Kind: PolicyFailureKind.EngineStopped });
        }
    }
}
