using CollabLLM.Core.Judging;

namespace CollabLLM.Core.Metrics;

/// <summary>What metrics are built from in one scoring: how tokens are counted, which judge marks, on which scale.</summary>
public sealed record MetricParts(
    TokenRule TokenRule,
    ITokenCounter Counter,
    Judge? Judge = null,
    JudgeScale JudgeScale = JudgeScale.ZeroToOne,
    IRewardModel? RewardModel = null,
    string? RubricFolder = null);
