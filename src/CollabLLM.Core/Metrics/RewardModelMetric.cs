namespace CollabLLM.Core.Metrics;

/// <summary>The value that a reward model gives the whole conversation.</summary>
public sealed class RewardModelMetric(IRewardModel? model) : IMetric
{
    public string Name => "reward-model";

    public (double Low, double High) Range => (double.NegativeInfinity, double.PositiveInfinity);

    public bool HigherIsBetter => true;

    public MetricNeeds Needs => MetricNeeds.RewardModel;

    public async ValueTask<MetricScore> ScoreAsync(MetricInput input, CancellationToken ct)
    {
        if (model is null) return new MetricScore.Failed(Name, "reward-model needs a reward model, and none is configured. Name a model folder as rewardModel in the study's scoring settings.");
        var (given, reason) = await model.ScoreAsync(input.Conversation, ct);
        if (given is not { } value) return new MetricScore.Failed(Name, reason!);
        return double.IsFinite(value) ? new MetricScore.Scored(Name, value, model.Id) : new MetricScore.Failed(Name, "The reward model gave no finite number.");
    }
}
