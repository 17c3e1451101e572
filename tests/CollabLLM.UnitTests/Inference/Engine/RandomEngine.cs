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

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        if (isOwn) Directory.Delete(folder, recursive: true);
    }
}
