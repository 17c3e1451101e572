using CollabLLM.Core.Judging;
using CollabLLM.Core.Metrics;
using CollabLLM.Core.Simulation;

namespace CollabLLM.Core.Rewards;

/// <summary>The models of the three roles, and what goes with them. A metric that misses its model fails with that reason.</summary>
/// <param name="Parallelism">Model calls under way at once; does not change the values.</param>
public sealed record RewardModels(
    SimulatedPolicy Policy,
    IUserSimulator Simulator,
    Judge? Judge = null,
    DocumentExtractor? Extractor = null,
    ITokenCounter? Counter = null,
    IRewardModel? RewardModel = null,
    int Parallelism = 1,
    string? RubricFolder = null);
