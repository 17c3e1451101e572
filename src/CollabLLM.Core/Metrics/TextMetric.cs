namespace CollabLLM.Core.Metrics;

/// <summary>A metric that needs no model: a plain function of its input. The function may refuse by giving null and a reason.</summary>
public sealed class TextMetric(
    string name, (double Low, double High) range, bool higherIsBetter, MetricNeeds needs, Func<MetricInput, double> score) : IMetric
{
    public string Name => name;

    public (double Low, double High) Range => range;

    public bool HigherIsBetter => higherIsBetter;

    public MetricNeeds Needs => needs;

    public ValueTask<MetricScore> ScoreAsync(MetricInput input, CancellationToken ct) =>
        ValueTask.FromResult<MetricScore>(Missing(input) is { } reason ? new MetricScore.Failed(name, reason) : new MetricScore.Scored(name, score(input)));

    private string? Missing(MetricInput input) =>
        needs.HasFlag(MetricNeeds.Document) && input.Document is null ? $"{name} compares a document: write the signature as document->{name}."
        : needs.HasFlag(MetricNeeds.Reference) && input.Reference is null ? $"{name} compares with a reference document, and there is none. Use the goal 'hindsight', or another metric."
        : needs.HasFlag(MetricNeeds.FinalDocument) && input.FinalDocument is null ? $"{name} needs the participant's final document, which only live sessions have."
        : null;
}
