using CollabLLM.Core.Judging;

namespace CollabLLM.Core.Metrics;

/// <summary>The one list of metrics.</summary>
public static class MetricCatalog
{
    private static readonly Dictionary<string, Func<MetricParts, IMetric>> Makers = new(StringComparer.Ordinal)
    {
        ["char-bleu"] = _ => new TextMetric("char-bleu", (0, 1), true, MetricNeeds.Document | MetricNeeds.Reference, i => Bleu.OfCharacters(i.Reference!, i.Document!)),
        ["bleu"] = _ => new TextMetric("bleu", (0, 1), true, MetricNeeds.Document | MetricNeeds.Reference, i => Bleu.OfWords(i.Reference!, i.Document!)),
        [TokenAmount.Name] = parts => TokenAmount.By(parts.TokenRule, parts.Counter),
        ["interactivity"] = Interactivity,
        ["goal-completion"] = parts => new JudgeMetric("goal-completion", Rubric.GoalCompletion(parts.RubricFolder), parts.Judge),
        ["accuracy"] = parts => new JudgeMetric("accuracy", Rubric.Accuracy(parts.RubricFolder), parts.Judge),
        ["reward-model"] = parts => new RewardModelMetric(parts.RewardModel),
        ["turns"] = _ => new TextMetric("turns", (0, double.PositiveInfinity), false, MetricNeeds.None, i => i.Conversation.Count(m => m.Role is Conversations.MessageRole.User)),
        ["question-rate"] = _ => QuestionRate.Metric,
        ["repetition"] = _ => Repetition.Metric,
        ["edit-survival"] = _ => EditSurvival.Metric,
    };

    public static IReadOnlyCollection<string> Names => Makers.Keys;

    /// <exception cref="ArgumentException">There is no such metric; the message lists those that there are.</exception>
    public static IMetric Make(string name, MetricParts parts) =>
        Makers.TryGetValue(name, out var make)
            ? make(parts)
            : throw new ArgumentException($"There is no metric '{name}'. There are: {string.Join(", ", Makers.Keys.Order())}.");

    private static JudgeMetric Interactivity(MetricParts parts) => parts.JudgeScale switch
    {
        JudgeScale.OneToThreeDividedByThree => new JudgeMetric("interactivity", Rubric.InteractivityOneToThree(parts.RubricFolder), parts.Judge, 1 / 3.0),
        JudgeScale.MeanOfThree => new JudgeMetric("interactivity", Rubric.InteractivityThreeMarks(parts.RubricFolder), parts.Judge),
        _ => new JudgeMetric("interactivity", Rubric.Interactivity(parts.RubricFolder), parts.Judge),
    };
}
