using CollabLLM.Core.Conversations;
using CollabLLM.Core.Metrics;

namespace CollabLLM.Core.Rewards;

/// <summary>One forward sample with its metric scores. Its reward is null when something in it failed; then the reason says what.</summary>
public sealed record RewardSample(int Index, IReadOnlyList<Message> Continuation, IReadOnlyList<MetricScore> Scores, double? Reward, string? Reason);
