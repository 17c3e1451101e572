using CollabLLM.Core.Conversations;

namespace CollabLLM.Core.Metrics;

/// <summary>A sequence-classification model that gives a conversation one number.</summary>
public interface IRewardModel
{
    /// <summary>Name and the first digits of the folder's hash: stored with every value.</summary>
    string Id { get; }

    /// <returns>The value and no reason, or null and why this conversation has none.</returns>
    ValueTask<(double? Value, string? Reason)> ScoreAsync(Conversation conversation, CancellationToken ct);
}
