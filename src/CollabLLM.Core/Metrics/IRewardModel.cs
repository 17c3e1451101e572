using CollabLLM.Core.Conversations;

namespace CollabLLM.Core.Metrics;

/// <summary>A sequence-classification model that gives a conversation one number.</summary>
public interface IRewardModel
{
    string Id { get; }

    ValueTask<double> ScoreAsync(Conversation conversation, CancellationToken ct);
}
