using System.Globalization;
using CollabLLM.Core.Policies;
using CollabLLM.Inference;
using CollabLLM.TestKit.Onnx;

namespace CollabLLM.Bench.Engine;

/// <summary>The engine's lines of the goals table, in CPU time of one thread, over random weights in the shape of a 135M model, or of a 0.5B model.
/// The runtime's own products instead of the engine's: <c>runtime-products</c>. Only some parts: their names, see <see cref="Parts"/>.</summary>
internal sealed class EngineBenchmark(EngineUnderTest test, ModelSpec spec, TextWriter output)
{
    private const int Reply = 32;
    private const int Turns = 4;

    private readonly Goal decode = new("decode, batch 1, of the bandwidth limit", " %", 75, AtMost: false);
    private readonly Goal prefill = new("prefill 512, of the measured peak", " %", 60, AtMost: false);
    private readonly Goal overhead = new("engine step / bare run of the same inputs", "x", 1.03, AtMost: true);
    private readonly Goal append = new("full 512 / appending 64 to 448", "x", 6, AtMost: false);
    private readonly Goal appended = new("tokens prefilled for 64 new ones (and the last of the reply)", "", 65, AtMost: true);
    private readonly Goal chats = new("8 chats at once / 8 in sequence", "x", 0.35, AtMost: true);
    private readonly Goal joining = new("inter-token p95 while a 2k prompt joins / alone", "x", 3, AtMost: true);
    private readonly Goal joiningWall = new("inter-token p95 while a 2k prompt joins / alone (wall)", "x", 3, AtMost: true);
    private readonly Goal fan12 = new("12 simulations on 512: in sequence / together", "x", 8, AtMost: false);
    private readonly Goal fan32 = new("32 simulations on 1024: in sequence / together", "x", 15, AtMost: false);
    private readonly Goal prefilled = new("12 simulations on 512: prefilled / naive", "x", 0.12, AtMost: true);
    private readonly Goal beside = new("inter-token p95 with scoring / without", "x", 1.3, AtMost: true);
    private readonly Goal besideWall = new("inter-token p95 with scoring / without (wall)", "x", 1.3, AtMost: true);

    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 3;
        var spec = args.Contains("500m") ? ModelSpec.Of500M : ModelSpec.Of135M;
        await using var test = new EngineUnderTest(spec, new InferenceOptions { Threads = 1, KvBudgetBytes = 1L << 30, PackedProducts = !args.Contains("runtime-products") });
        var benchmark = new EngineBenchmark(test, spec, output);
        await benchmark.WarmUpAsync();
        var parts = benchmark.Parts.Where(p => args.Contains(p.Name)).ToArray();
        if (parts.Length == 0) parts = benchmark.Parts;
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (_, run) in parts) await run();
        }

        benchmark.Print(rounds);
        return 0;
    }

    private (string Name, Func<Task> Run)[] Parts =>
        [("limits", LimitsAsync), ("append", AppendAsync), ("chats", ChatsAsync), ("joining", JoiningAsync), ("simulations", SimulationsAsync), ("beside", BesideAsync)];

    private async Task WarmUpAsync()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => test.ReplyAsync(test.FreshPrompt(64), 16)));
        await test.ReplyAsync(test.FreshPrompt(300), 4);
    }

    private async Task LimitsAsync()
    {
        var bandwidth = MachineLimits.BytesPerSecond();
        var peak = MachineLimits.FlopsPerSecond();
        output.WriteLine(FormattableString.Invariant($"limits: {bandwidth / 1e9:f1} GB/s, {peak / 1e9:f0} GFLOP/s"));
        var prompt = test.FreshPrompt(256);
        await test.ReplyAsync(prompt, 1);
        using var row = new BareRow(test.Runner, test.FreshPrompt(272));
        var (engine, bare) = (double.MaxValue, double.MaxValue);
        // In turns, and the least of each: what others do on this machine meets both.
        for (var turn = 0; turn < Turns; turn++)
        {
            // From the first token on: before it, the last page of the prompt is read anew, sixteen tokens in one step.
            engine = Math.Min(engine, (await test.ReplyAsync(prompt, Reply + 1)).GapsCpuMs.Sum() / Reply);
            bare = Math.Min(bare, CpuClock.Measure(() => row.Decode(Reply)).CpuMs / Reply);
        }

        overhead.Add(engine / bare);
        decode.Add(100 * (EngineUnderTest.WeightBytes(spec) + EngineUnderTest.KvBytes(spec, 272)) / bandwidth * 1000 / engine);
        var ms = (await CpuClock.MeasureAsync(() => test.ReplyAsync(test.FreshPrompt(512), 1))).CpuMs;
        var flops = (2.0 * EngineUnderTest.BlockWeights(spec) * 512) + (4.0 * spec.Layers * spec.Heads * spec.HeadSize * 512 * 512 / 2);
        prefill.Add(100 * flops / peak * 1000 / ms);
    }

    private async Task AppendAsync()
    {
        var full = (await CpuClock.MeasureAsync(() => test.ReplyAsync(test.FreshPrompt(512), 1))).CpuMs;
        var cached = test.FreshPrompt(448);
        await test.ReplyAsync(cached, 1);
        var before = test.Engine.PrefilledTokens;
        var more = (await CpuClock.MeasureAsync(() => test.ReplyAsync([.. cached, .. test.FreshPrompt(64)], 1))).CpuMs;
        append.Add(full / more);
        appended.Add(test.Engine.PrefilledTokens - before);
    }

    private async Task ChatsAsync()
    {
        var sequence = (await CpuClock.MeasureAsync(async () =>
        {
            for (var i = 0; i < 8; i++) await test.ReplyAsync(test.FreshPrompt(128), 64);
        })).CpuMs;
        var together = (await CpuClock.MeasureAsync(() => Task.WhenAll(Enumerable.Range(0, 8).Select(_ => test.ReplyAsync(test.FreshPrompt(128), 64))))).CpuMs;
        chats.Add(together / sequence);
    }

    private async Task JoiningAsync()
    {
        const int Before = 8;
        var alone = await test.ReplyAsync(test.FreshPrompt(64), 48);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var streamed = 0;
        var streaming = test.ReplyAsync(test.FreshPrompt(64), 192, onToken: count =>
        {
            streamed = count;
            if (count == Before) begun.SetResult();
        });
        await begun.Task;
        var there = 0;
        await test.ReplyAsync(test.FreshPrompt(2000), 1, onToken: _ => there = streamed);
        var reply = await streaming;
        // Only the tokens that came while the prompt was read: on the engine's thread, so the counts belong together.
        var during = Before..Math.Max(Before + 1, there - 1);
        joining.Add(P95(reply.GapsCpuMs[during]) / P95(alone.GapsCpuMs));
        joiningWall.Add(P95(reply.GapsMs[during]) / P95(alone.GapsMs));
    }

    private async Task SimulationsAsync()
    {
        var sequence = await SequenceAsync(512);
        fan12.Add(12 * sequence / await FanOutAsync(12, 512));
        fan32.Add(32 * await SequenceAsync(1024) / await FanOutAsync(32, 1024));
    }

    private async Task<double> SequenceAsync(int prefix) => (await CpuClock.MeasureAsync(() => test.ReplyAsync(test.FreshPrompt(prefix + 1), Reply))).CpuMs;

    private async Task<double> FanOutAsync(int simulations, int prefix)
    {
        var shared = test.FreshPrompt(prefix);
        var before = test.Engine.PrefilledTokens;
        var ms = (await CpuClock.MeasureAsync(() => Task.WhenAll(
            Enumerable.Range(0, simulations).Select(i => test.ReplyAsync([.. shared, i], Reply, ReplyPriority.Scoring))))).CpuMs;
        if (simulations == 12) prefilled.Add((test.Engine.PrefilledTokens - before) / (12.0 * (prefix + 1)));
        return ms;
    }

    private async Task BesideAsync()
    {
        var alone = await test.ReplyAsync(test.FreshPrompt(64), 64);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var scoring = Enumerable.Range(0, 8).Select(_ => test.ReplyAsync(test.FreshPrompt(64), 48, ReplyPriority.Scoring, _ => begun.TrySetResult())).ToArray();
        await begun.Task;
        var among = await test.ReplyAsync(test.FreshPrompt(64), 64);
        await Task.WhenAll(scoring);
        beside.Add(P95(among.GapsCpuMs) / P95(alone.GapsCpuMs));
        besideWall.Add(P95(among.GapsMs) / P95(alone.GapsMs));
    }

    private void Print(int rounds)
    {
        output.WriteLine(FormattableString.Invariant($"engine, {rounds} rounds, {spec.Layers} layers, hidden {spec.Hidden}, vocabulary {spec.Vocabulary}, fp32, 1 thread, CPU time unless (wall)"));
        output.WriteLine("| what | goal | best | median | |\n|---|---|---|---|---|");
        Goal[] goals = [decode, prefill, overhead, append, appended, chats, joining, joiningWall, fan12, fan32, prefilled, beside, besideWall];
        foreach (var goal in goals.Where(g => g.IsMeasured)) output.WriteLine(goal.Line());
    }

    private static double P95(double[] gaps) => gaps.Order().ElementAt((int)(gaps.Length * 0.95));
}
