namespace CollabLLM.Core.Metrics;

/// <summary>A metric that needs no model: a plain function of its input. A value that is no finite number, such as a share of nothing, is a failure.</summary>
public sealed class TextMetric(
    string name, (double Low, double High) range, bool higherIsBetter, MetricNeeds needs, Func<MetricInput, double> score) : IMetric
{
    public string Name => name;

    public (double Low, double High) Range => range;

    public bool HigherIsBetter => higherIsBetter;

    public MetricNeeds Needs => needs;

    public ValueTask<MetricScore> ScoreAsync(MetricInput input, CancellationToken ct) =>
        ValueTask.FromResult(Missing(input) is { } reason ? new MetricScore.Failed(name, reason) : Of(score(input)));

    private MetricScore Of(double value) => double.IsFinite(value)
        ? new MetricScore.Scored(name, value)
        : new MetricScore.Failed(name, $"{name} has no value for this conversation: there is nothing that it could count.");

    private string? Missing(MetricInput input) =>
        needs.HasFlag(MetricNeeds.Document) && input.Document is null ? $"{name} compares a document: write the signature as document->{name}."
        : needs.HasFlag(MetricNeeds.Reference) && input.Reference is null ? $"{name} compares with a reference document, and there is none. Use the goal 'hindsight', or another metric."
        : needs.HasFlag(MetricNeeds.FinalDocument) && input.FinalDocument is null ? $"{name} needs the participant's final document, which only live sessions have."
        : null;
}
