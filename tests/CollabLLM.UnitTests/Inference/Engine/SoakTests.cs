using CollabLLM.Core.Policies;
using CollabLLM.Inference;
using CollabLLM.Inference.Engine;
using CollabLLM.TestKit.Onnx;

namespace CollabLLM.UnitTests.Inference.Engine;

/// <summary>Requests join, leave, cancel and fail at random: a few seconds here, ten minutes with FULL_BATTERIES=1.</summary>
public sealed class SoakTests
{
    private static readonly TimeSpan Length = Environment.GetEnvironmentVariable("FULL_BATTERIES") == "1" ? TimeSpan.FromMinutes(10) : TimeSpan.FromSeconds(4);

    [Fact]
    public async Task Every_request_ends_once_and_nothing_stays_in_use()
    {
        var spec = new ModelSpec(ModelStyle.Llama, HeadSize: 16);
        var page = new CollabLLM.Inference.Engine.Attention.PageShape(spec.Layers, spec.KvHeads, spec.HeadSize).Bytes;
        await using var engine = new RandomEngine(spec, new InferenceOptions { Threads = 1, KvBudgetBytes = 60 * page, QueueLimit = 30, MaxRows = 6 });
        var random = new Random(7);
        var (ended, failed, busy) = (0, 0, 0);
        var open = new List<Task>();
        var began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < Length)
        {
            var request = Request(random);
            try
            {
                engine.Engine.Submit(request);
                open.Add(WatchAsync(request));
            }
            catch (EngineBusyException)
            {
                busy++;
            }

            if (random.Next(4) == 0) request.Cancel();
            if (open.Count % 40 == 39) await Task.WhenAll(open);
            if (random.Next(3) == 0) await Task.Delay(random.Next(4));
        }

        await Task.WhenAll(open);

        Assert.Equal(open.Count, ended + failed);
        Assert.Equal(0, engine.Engine.QueueLength);
        Assert.Equal(0, engine.Engine.PagesInUse - engine.Engine.IdlePages);
        Assert.InRange(ended, 100, int.MaxValue);

        async Task WatchAsync(GenerationRequest request)
        {
            await Task.WhenAny(request.Completion);
            Interlocked.Increment(ref request.Completion.IsFaulted ? ref failed : ref ended);
        }
    }

    private static GenerationRequest Request(Random random)
    {
        var family = random.Next(5);
        int[] prompt = [.. RandomEngine.Prompt(family, 30 + random.Next(40)), .. RandomEngine.Prompt(random.Next(1000), random.Next(30))];
        return new(prompt, new(Temperature: random.Next(2), Seed: random.Next()), 1 + random.Next(40), [96], (ReplyPriority)random.Next(2));
    }
}
