using CollabLLM.Core.Conversations;
using CollabLLM.Core.Metrics;
using CollabLLM.Inference.Models;

namespace CollabLLM.Inference.RewardModels;

/// <summary>A model folder of this host as a reward model. Loaded when its first value is asked for.</summary>
internal sealed class OnnxRewardModel(string name, string folder, string? label, Func<ClassifierModel> load) : IRewardModel
{
    public string Id => $"{name}@{ModelIdentity.Of(folder)[..8]}";

    public async ValueTask<(double? Value, string? Reason)> ScoreAsync(Conversation conversation, CancellationToken ct)
    {
        var index = ClassifierFolder.Read(folder).LabelIndex(label);
        return await load().ScoreAsync(conversation, index, ct);
    }
}
