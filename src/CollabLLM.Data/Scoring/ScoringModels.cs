using CollabLLM.Core.Judging;
using CollabLLM.Core.Policies;
using CollabLLM.Core.Rewards;
using CollabLLM.Core.Simulation;
using Microsoft.Extensions.Options;

namespace CollabLLM.Data.Scoring;

/// <summary>Gives the three roles of a plan their models.</summary>
public sealed class ScoringModels(IPolicyClients clients, IOptions<ScoringOptions> options)
{
    private const string DemonstrationPrefix = "demo-";

    /// <summary>The embedded demonstration policy was trained to play the participant under this system message.</summary>
    private const string DemonstrationSimulator =
        "You play the writer. Your goal: {goal} Write one short message at a time. When you are satisfied, end with [[TERMINATE CHAT]]";

    public SimulatedPolicy Policy(PolicyDefinition policy, ModelUse use) => new(Client(policy.Model, use), policy);

    public RewardModels For(ScoringPlan plan, PolicyDefinition policy, ModelUse use)
    {
        var judge = plan.JudgeModel is { } name ? Client(name, use) : null;
        return new RewardModels(
            Policy(policy, use), Simulator(plan.SimulatorModel, use),
            judge is null ? null : new Judge(judge, plan.JudgeModel!),
            judge is null ? null : new DocumentExtractor(judge, PromptFile.Load("extract.txt")),
            Parallelism: options.Value.CallsAtOnce);
    }

    private IUserSimulator Simulator(string model, ModelUse use) => model.StartsWith(DemonstrationPrefix, StringComparison.Ordinal)
        ? new PlainUserSimulator(Client(model, use), model, DemonstrationSimulator)
        : new LlmUserSimulator(Client(model, use), model, PromptFile.Load("user-simulator.txt"));

    private ScoringChatClient Client(string model, ModelUse use) =>
        new ScoringChatClient(clients.For(new PolicyDefinition(model)), use, options.Value.Prices.GetValueOrDefault(model));
}
