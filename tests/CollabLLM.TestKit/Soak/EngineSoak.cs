using CollabLLM.Core.Policies;
using CollabLLM.Inference;
using CollabLLM.Inference.Engine;
using CollabLLM.Inference.Engine.Attention;
using CollabLLM.Inference.Engine.Pages;
using CollabLLM.Inference.Models;
using CollabLLM.TestKit.Onnx;

namespace CollabLLM.TestKit.Soak;

/// <summary>
/// Requests join, leave, cancel and fail at random on two models, one paged and one plain, under one budget that is too small for them, with steps that break.
/// </summary>
public sealed class EngineSoak : IDisposable
{
    /// <summary>Of the first model; the second's are twice as large, so its longest request needs more than all of it.</summary>
    private const int BudgetPages = 60;

    private static readonly ModelSpec[] Specs = [new(ModelStyle.Llama, HeadSize: 16), new(ModelStyle.Gpt2, HeadSize: 16, KvHeads: 4, Seed: 2)];

    private readonly string folder = Directory.CreateTempSubdirectory("collab-soak-").FullName;
    private readonly string name = $"soak-{Guid.CreateVersion7():n}";
    private readonly KvBudget budget = new(BudgetPages * new PageShape(Specs[0].Layers, Specs[0].KvHeads, Specs[0].HeadSize).Bytes);
    private readonly Random random = new(7);
    private readonly List<GenerationRequest> open = [];

    public async Task<SoakReport> RunAsync(TimeSpan length)
    {
        using var ends = new EndCounter(name);
        InferenceEngine[] engines = [Engine(0, paged: true), Engine(1, paged: false)];
        var clock = TimeProvider.System;
        var began = clock.GetTimestamp();
        var (accepted, busy, early) = (0L, 0L, 0L);
        while (clock.GetElapsedTime(began) is var at && at < length)
        {
            var request = Request();
            if (Submit(engines[random.Next(engines.Length)], request)) accepted++;
            else busy++;
            if (random.Next(4) == 0) request.Cancel();
            await StirAsync();
            if (at < length / 4) early = GC.GetTotalMemory(forceFullCollection: false);
        }

        var never = await DrainAsync();
        var managed = GC.GetTotalMemory(forceFullCollection: true) - early;
        var queue = engines.Sum(e => e.QueueLength);
        var pages = engines.Sum(e => e.PagesInUse - e.IdlePages);
        foreach (var engine in engines) await engine.DisposeAsync();
        return new(
            length, accepted, ends.Ends, never, busy, ends.Reasons, engines.Sum(e => e.Evictions), ends.Total("collab.engine.preemptions"), queue, pages, budget.AllocatedBytes, managed);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private InferenceEngine Engine(int index, bool paged)
    {
        var options = new InferenceOptions { Threads = 1, QueueLimit = 30, MaxRows = 6 };
        var model = ModelFolder.Read(RandomModel.Write(Path.Combine(folder, $"{index}"), Specs[index]));
        using var settings = RuntimeSettings.Create(options, model.Description.GraphFile);
        IStepRunner runner = paged ? PagedRunner.TryLoad(model, options).Runner! : new PlainRunner(model, settings);
        return new($"{name}-{index}", new FaultyRunner(runner, index), options, Specs[index].Context, TimeProvider.System, budget);
    }

    private bool Submit(InferenceEngine engine, GenerationRequest request)
    {
        try
        {
            engine.Submit(request);
            open.Add(request);
            return true;
        }
        catch (EngineBusyException)
        {
            return false;
        }
    }

    /// <summary>Somebody leaves in mid-reply; those who are done are forgotten; time passes.</summary>
    private async Task StirAsync()
    {
        if (open.Count > 0 && random.Next(5) == 0) open[random.Next(open.Count)].Cancel();
        if (open.Count > 200) open.RemoveAll(r => r.Completion.IsCompleted);
        if (random.Next(3) == 0) await Task.Delay(random.Next(4));
        if (random.Next(500) == 0) await DrainAsync();
    }

    /// <summary>Waits for all; returns how many do not end.</summary>
    private async Task<long> DrainAsync()
    {
        await Task.WhenAny(Task.WhenAll(open.Select(r => Task.WhenAny(r.Completion))), Task.Delay(TimeSpan.FromMinutes(5)));
        var never = open.Count(r => !r.Completion.IsCompleted);
        if (never == 0) open.Clear();
        return never;
    }

    private GenerationRequest Request()
    {
        // Few families of beginnings, so that prefixes are shared; one request in thirty takes most of the budget or more.
        var beginning = Prompt(random.Next(5), 30 + random.Next(40));
        var rest = Prompt(5 + random.Next(1000), random.Next(30) == 0 ? 420 : random.Next(30));
        var stopAt = random.Next(60);
        var count = 0;
        return new([.. beginning, .. rest], new(Temperature: random.Next(2), Seed: random.Next()), 1 + random.Next(40), [96], (ReplyPriority)random.Next(2))
        {
            OnToken = _ => ++count == stopAt,
        };
    }

    private static int[] Prompt(int seed, int length)
    {
        var numbers = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => numbers.Next(95))];
    }
}
