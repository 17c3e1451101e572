using CollabLLM.Core.Conversations;
using CollabLLM.Core.Policies;
using CollabLLM.Core.Rewards;
using CollabLLM.Core.Simulation;
using CollabLLM.Inference;
using CollabLLM.TestKit;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CollabLLM.UnitTests.Rewards;

/// <summary>The offline default: preset `v2-offline` with the embedded policy in both roles.</summary>
public sealed class EmbeddedModelsTests : IAsyncLifetime, IAsyncDisposable
{
    private const string Goal = "blog post about learning to bake bread. Audience: beginners. Tone: warm. Detail: a mistake I made.";
    private const string Simulator = "You play the writer. Your goal: {goal} Write one short message at a time. When you are satisfied, end with [[TERMINATE CHAT]]";

    private static readonly RewardQuestion Question = new(
        new Conversation(Message.User("Please help me write a blog post about learning to bake bread."), Message.Assistant("Gladly! Who should read it, and how should it sound?")),
        Goal, "Learning to bake bread taught me patience.", "Learning to bake bread taught me patience.");

    private readonly ModelCatalog catalog =
        new(Options.Create(new InferenceOptions { ModelsFolder = ModelsFolder(), Threads = 1 }), TimeProvider.System, NullLogger<ModelCatalog>.Instance);

    [Fact]
    public async Task Every_sample_can_be_scored_and_one_by_one_gives_what_all_at_once_gives()
    {
        var together = await new RewardEstimator(RewardPresets.V2Offline, Models(parallelism: 3)).EstimateAsync(Question, 7, default);
        var oneByOne = await new RewardEstimator(RewardPresets.V2Offline, Models(parallelism: 1)).EstimateAsync(Question, 7, default);

        Assert.Equal((3, 0), (together.Used, together.Failed));
        Assert.All(together.Samples, s => Assert.All(s.Continuation, m => Assert.NotEqual("", m.Content)));
        Assert.Equal(oneByOne.Samples.Select(s => new Conversation(s.Continuation)), together.Samples.Select(s => new Conversation(s.Continuation)));
        Assert.Equal(oneByOne.Mean, together.Mean);
    }

    [Fact]
    public async Task The_simulated_participant_begins_with_the_topic_of_its_goal()
    {
        var first = await Models(1).Simulator.ReplyAsync(Conversation.Empty, Goal, 7, default);

        Assert.Contains("bread", Assert.IsType<SimulatedMessage.Said>(first).Text, StringComparison.OrdinalIgnoreCase);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public ValueTask DisposeAsync() => catalog.DisposeAsync();

    private RewardModels Models(int parallelism) => new(
        new SimulatedPolicy(catalog.ClientFor("demo-base"), new PolicyDefinition("demo-base")),
        new PlainUserSimulator(catalog.ClientFor("demo-base"), "demo-base", Simulator),
        Parallelism: parallelism);

    internal static string ModelsFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CollabLLM.sln"))) folder = folder.Parent!;
        return Path.Combine(folder.FullName, "models");
    }
}
