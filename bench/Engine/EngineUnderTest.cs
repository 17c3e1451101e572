using CollabLLM.Core.Policies;
using CollabLLM.Inference;
using CollabLLM.Inference.Engine;
using CollabLLM.Inference.Models;
using CollabLLM.Inference.Sampling;
using CollabLLM.TestKit.Onnx;

namespace CollabLLM.Bench.Engine;

/// <summary>An engine over random weights of a real shape; the weights are written to a temporary folder.</summary>
internal sealed class EngineUnderTest : IAsyncDisposable
{
    private readonly string folder;
    private readonly int vocabulary;
    private int seed = 1;

    public EngineUnderTest(ModelSpec spec, InferenceOptions options)
    {
        folder = Path.Combine(Path.GetTempPath(), $"collab-bench-{spec.Layers}-{spec.Hidden}-{spec.Vocabulary}");
        if (!File.Exists(Path.Combine(folder, "config.json"))) RandomModel.Write(folder, spec);
        var (runner, reason) = PagedRunner.TryLoad(ModelFolder.Read(folder), options);
        Runner = runner ?? throw new InvalidOperationException(reason);
        Engine = new("bench", Runner, options, spec.Context, TimeProvider.System);
        vocabulary = spec.Vocabulary;
    }

    public PagedRunner Runner { get; }

    public InferenceEngine Engine { get; }

    public string Graph => Path.Combine(folder, "model.onnx");

    /// <summary>Tokens that no other prompt begins with.</summary>
    public int[] FreshPrompt(int length)
    {
        var random = new Random(seed++);
        return [.. Enumerable.Range(0, length).Select(_ => random.Next(vocabulary - 2))];
    }

    public async Task<(int[] Ids, GenerationOutcome Outcome, double[] GapsMs)> ReplyAsync(int[] prompt, int tokens, ReplyPriority priority = ReplyPriority.Interactive)
    {
        var ids = new List<int>();
        var times = new List<long>();
        var request = new GenerationRequest(prompt, new SamplingSettings(), tokens, [], priority)
        {
            OnToken = token =>
            {
                ids.Add(token);
                times.Add(TimeProvider.System.GetTimestamp());
                return false;
            },
        };
        Engine.Submit(request);
        var outcome = await request.Completion;
        double[] gaps = [.. times.Zip(times.Skip(1), (a, b) => TimeProvider.System.GetElapsedTime(a, b).TotalMilliseconds)];
        return ([.. ids], outcome, gaps);
    }

    public ValueTask DisposeAsync() => Engine.DisposeAsync();
}
