using CollabLLM.Inference;
using CollabLLM.Inference.Engine.Attention;
using CollabLLM.TestKit;
using CollabLLM.TestKit.Onnx;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CollabLLM.UnitTests.Inference;

/// <summary>Several models at once: one budget of keys and values, loaded on first use, unloaded when idle.</summary>
public sealed class ModelCatalogTests : IAsyncLifetime, IAsyncDisposable
{
    private static readonly ModelSpec Spec = new(ModelStyle.Llama, HeadSize: 16);
    private static readonly long Budget = 40 * new PageShape(Spec.Layers, Spec.KvHeads, Spec.HeadSize).Bytes;

    private readonly string models = Directory.CreateTempSubdirectory("collab-catalog-").FullName;
    private readonly ManualTimeProvider clock = new(DateTimeOffset.UnixEpoch);
    private readonly ModelCatalog catalog;

    public ModelCatalogTests()
    {
        for (var i = 0; i < 3; i++) RandomModel.Write(Path.Combine(models, $"model-{i}"), Spec with { Seed = i });
        catalog = new(
            Options.Create(new InferenceOptions { ModelsFolder = models, Threads = 1, KvBudgetBytes = Budget, IdleUnload = TimeSpan.FromMinutes(30) }), clock, NullLogger<ModelCatalog>.Instance)
        {
            ReadText = _ => new NumberText(),
        };
    }

    [Fact]
    public async Task A_model_is_loaded_by_its_first_request_and_not_before()
    {
        Assert.Equal(["model-0", "model-1", "model-2"], catalog.Names);
        Assert.Empty(catalog.Loaded);

        await ReplyAsync(1, 3);

        Assert.Equal(["model-1"], catalog.Loaded.Select(m => m.Name));
    }

    [Fact]
    public async Task Many_sessions_on_several_models_stay_within_one_budget()
    {
        for (var session = 0; session < 12; session++)
        {
            await ReplyAsync(session % 3, 100 + session);

            Assert.InRange(catalog.Loaded.Sum(m => m.KvBytes), 1, Budget);
        }

        Assert.Equal(3, catalog.Loaded.Count);
    }

    [Fact]
    public async Task A_model_without_requests_is_unloaded_after_its_time_and_comes_back_with_the_next()
    {
        await ReplyAsync(0, 5);
        clock.Advance(TimeSpan.FromMinutes(20));
        await ReplyAsync(1, 5);
        clock.Advance(TimeSpan.FromMinutes(20));

        await catalog.UnloadIdleAsync();
        var left = catalog.Loaded.Select(m => m.Name).ToArray();
        await ReplyAsync(0, 5);

        Assert.Equal(["model-1"], left);
        Assert.Equal(["model-0", "model-1"], catalog.Loaded.Select(m => m.Name));
    }

    [Fact]
    public async Task Arms_with_different_prompts_share_one_model()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(arm =>
            catalog.ClientFor("model-0").GetResponseAsync([new(ChatRole.System, new string('p', 10 * arm)), new(ChatRole.User, "hi")], new() { MaxOutputTokens = 5 })));

        Assert.Single(catalog.Loaded);
        Assert.All(replies, r => Assert.Equal(5, r.Usage!.OutputTokenCount));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await catalog.DisposeAsync();
        Directory.Delete(models, recursive: true);
    }

    private Task<ChatResponse> ReplyAsync(int model, int tokens) =>
        catalog.ClientFor($"model-{model}").GetResponseAsync([new(ChatRole.User, new string('u', tokens))], new() { MaxOutputTokens = tokens });
}
