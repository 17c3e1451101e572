using CollabLLM.Core.Policies;
using CollabLLM.Inference;
using CollabLLM.Inference.Engine;
using CollabLLM.Inference.Engine.Pages;
using CollabLLM.Inference.Models;
using CollabLLM.Inference.Sampling;
using CollabLLM.TestKit.Onnx;

namespace CollabLLM.UnitTests.Inference.Engine;

/// <summary>Engines over a random model in a folder of their own, or over a given folder.</summary>
internal sealed class RandomEngine : IAsyncDisposable
{
    /// <summary>A token that no prompt of <see cref="Prompt"/> holds.</summary>
    private const int Holder = 96;

    private readonly string folder;
    private readonly bool isOwn;

    public RandomEngine(ModelSpec spec, InferenceOptions? options = null, bool paged = true, KvBudget? budget = null)
        : this(RandomModel.Write(Directory.CreateTempSubdirectory("collab-engine-").FullName, spec), options ?? new() { Threads = 1 }, paged, budget)
    {
        isOwn = true;
    }

    public RandomEngine(string folder, InferenceOptions options, bool paged, KvBudget? budget = null)
    {
        this.folder = folder;
        var model = ModelFolder.Read(folder);
        if (paged)
        {
            var (runner, reason) = PagedRunner.TryLoad(model, options);
            Runner = runner ?? throw new InvalidOperationException(reason);
        }
        else
        {
            using var settings = RuntimeSettings.Create(options, model.Description.GraphFile);
            Runner = new PlainRunner(model, settings);
        }

        Engine = new("random", Runner, options, model.Description.ContextLength, TimeProvider.System, budget);
    }

    public IStepRunner Runner { get; }

    public InferenceEngine Engine { get; }

    public static int[] Prompt(int seed, int length, int vocabulary = 97)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.Next(vocabulary - 2))];
    }

    public async Task<(int[] Ids, GenerationOutcome Outcome)> GenerateAsync(
        int[] prompt, int tokens, SamplingSettings? sampling = null, ReplyPriority priority = ReplyPriority.Interactive)
    {
        var ids = new List<int>();
        var request = new GenerationRequest(prompt, sampling ?? new(), tokens, [], priority)
        {
            OnToken = token =>
            {
                ids.Add(token);
                return false;
            },
        };
        Engine.Submit(request);
        var outcome = await request.Completion;
        return ([.. ids], outcome);
    }

    /// <summary>The replies of requests that are all there before the first of them is taken up: how they meet does not depend on the machine's load.</summary>
    public async Task<int[][]> TogetherAsync(IReadOnlyList<int[]> prompts, int tokens, ReplyPriority priority = ReplyPriority.Interactive)
    {
        using var gate = new ManualResetEventSlim();
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var holding = new GenerationRequest([Holder], new(), 1, [], priority)
        {
            OnToken = _ =>
            {
                held.SetResult();
                gate.Wait();
                return true;
            },
        };
        Engine.Submit(holding);
        await held.Task;
        var replies = prompts.Select(p => GenerateAsync(p, tokens, priority: priority)).ToArray();
        gate.Set();
        return [.. (await Task.WhenAll(replies)).Select(r => r.Ids)];
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        if (isOwn) Directory.Delete(folder, recursive: true);
    }
}
