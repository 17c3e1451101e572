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

    public string Folder => folder;

    /// <summary>Tokens that no other prompt begins with.</summary>
    public int[] FreshPrompt(int length)
    {
        var random = new Random(seed++);
        return [.. Enumerable.Range(0, length).Select(_ => random.Next(vocabulary - 2))];
    }

    /// <param name="onToken">Called with the number of tokens so far, on the engine's thread.</param>
    public async Task<TimedReply> ReplyAsync(int[] prompt, int tokens, ReplyPriority priority = ReplyPriority.Interactive, Action<int>? onToken = null)
    {
        var ids = new List<int>();
        var times = new List<long>();
        var used = new List<double>();
        var request = new GenerationRequest(prompt, new SamplingSettings(), tokens, [], priority)
        {
            OnToken = token =>
            {
                ids.Add(token);
                times.Add(TimeProvider.System.GetTimestamp());
                used.Add(Environment.CpuUsage.TotalTime.TotalMilliseconds);
                onToken?.Invoke(ids.Count);
                return false;
            },
        };
        Engine.Submit(request);
        var outcome = await request.Completion;
        double[] gaps = [.. times.Zip(times.Skip(1), (a, b) => TimeProvider.System.GetElapsedTime(a, b).TotalMilliseconds)];
        return new([.. ids], outcome, gaps, [.. used.Zip(used.Skip(1), (a, b) => b - a)]);
    }

    /// <summary>Weights of the blocks, without embedding and head.</summary>
    public static double BlockWeights(ModelSpec spec) => (double)spec.Layers
        * ((2.0 * spec.Hidden * spec.Heads * spec.HeadSize) + (2.0 * spec.Hidden * spec.KvHeads * spec.HeadSize) + (3.0 * spec.Hidden * spec.Inner));

    /// <summary>Bytes of the weights that one step reads: blocks and head.</summary>
    public static double WeightBytes(ModelSpec spec) => sizeof(float) * (BlockWeights(spec) + ((double)spec.Hidden * spec.Vocabulary));

    public static double KvBytes(ModelSpec spec, int context) => 2.0 * sizeof(float) * spec.Layers * spec.KvHeads * spec.HeadSize * context;

    public ValueTask DisposeAsync() => Engine.DisposeAsync();
}
