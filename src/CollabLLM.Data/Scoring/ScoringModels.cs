using CollabLLM.Core.Judging;
using CollabLLM.Core.Metrics;
using CollabLLM.Core.Policies;
using CollabLLM.Core.Rewards;
using CollabLLM.Core.Simulation;
using Microsoft.Extensions.Options;

namespace CollabLLM.Data.Scoring;

/// <summary>Gives the three roles of a plan their models.</summary>
public sealed class ScoringModels(IPolicyClients clients, IOptions<ScoringOptions> options, IRewardModels? rewardModels = null, ITokenCounters? counters = null) : IDisposable
{
    private const string DemonstrationPrefix = "demo-";

    /// <summary>The embedded demonstration policy was trained to play the participant under this system message.</summary>
    private const string DemonstrationSimulator =
        "You play the writer. Your goal: {goal} Write one short message at a time. When you are satisfied, end with [[TERMINATE CHAT]]";

    private readonly SemaphoreSlim places = new(options.Value.CallsAtOnce);

    /// <summary>Whether all candidates of a turn are under way at once, so that the engine's batch is full; otherwise one call follows another.</summary>
    public bool FansOut { get; } = options.Value.CallsAtOnce > 1;

    public SimulatedPolicy Policy(PolicyDefinition policy, ModelUse use) => new(Client(policy.Model, use), policy);

    /// <returns>Why the plan cannot be followed on this host, in a sentence; null: it can, as far as can be seen without asking a model.</returns>
    public string? Fault(ScoringPlan plan) =>
        (plan.RewardModel is not { } model ? null : rewardModels is null ? "This host serves no reward models." : rewardModels.Fault(model))
        ?? (plan.Preset.Tokenizer is not { } tokenizer ? null : counters is null ? "This host has no tokenizers." : counters.Fault(tokenizer));

    public RewardModels For(ScoringPlan plan, PolicyDefinition policy, ModelUse use)
    {
        var judge = plan.JudgeModel is { } name ? Client(name, use) : null;
        return new RewardModels(
            Policy(policy, use), Simulator(plan.SimulatorModel, use),
            judge is null ? null : new Judge(judge, plan.JudgeModel!),
            judge is null ? null : new DocumentExtractor(judge, PromptFile.Load("extract.txt")),
            plan.Preset.Tokenizer is { } tokenizer ? (counters ?? throw new InvalidOperationException("This host has no tokenizers.")).For(tokenizer) : null,
            plan.RewardModel is { } reward ? rewardModels?.For(reward) : null,
            // How many calls are really under way is for the host's places to say.
            Parallelism: FansOut ? plan.Preset.Samples : 1);
    }

    public void Dispose() => places.Dispose();

    private IUserSimulator Simulator(string model, ModelUse use) => model.StartsWith(DemonstrationPrefix, StringComparison.Ordinal)
        ? new PlainUserSimulator(Client(model, use), model, DemonstrationSimulator)
        : new LlmUserSimulator(Client(model, use), model, PromptFile.Load("user-simulator.txt"));

    private ScoringChatClient Client(string model, ModelUse use) =>
        new ScoringChatClient(clients.For(new PolicyDefinition(model)), use, options.Value.Prices.GetValueOrDefault(model), places);
}
