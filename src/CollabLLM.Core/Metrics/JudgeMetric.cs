using CollabLLM.Core.Judging;

namespace CollabLLM.Core.Metrics;

/// <summary>A metric that is a judge's mark by a rubric.</summary>
/// <param name="scale">Factor from the rubric's scale to the metric's: `paper` divides marks of 1 to 3 by 3.</param>
public sealed class JudgeMetric(string name, Rubric rubric, Judge? judge, double scale = 1) : IMetric
{
    public string Name => name;

    public (double Low, double High) Range => (rubric.Low * scale, rubric.High * scale);

    public bool HigherIsBetter => true;

    public MetricNeeds Needs => MetricNeeds.Judge;

    public async ValueTask<MetricScore> ScoreAsync(MetricInput input, CancellationToken ct)
    {
        if (judge is null) return new MetricScore.Failed(name, $"{name} needs a judge, and none is configured. Name a judge model in the study's scoring settings.");
        var document = input.Document ?? input.FinalDocument ?? "";
        return await judge.MarkAsync(rubric, input.Conversation, input.Goal, document, input.Seed, ct) switch
        {
            JudgeMark.Given given => new MetricScore.Scored(name, given.Value * scale, rubric.Id),
            JudgeMark.Failed failed => new MetricScore.Failed(name, failed.Reason),
            _ => throw new InvalidOperationException("Unknown kind of mark."),
        };
    }
}
