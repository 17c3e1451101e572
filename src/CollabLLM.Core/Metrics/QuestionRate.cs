using CollabLLM.Core.Conversations;

namespace CollabLLM.Core.Metrics;

/// <summary>Share of the assistant's messages, from the rewarded reply on, that ask something. In [0, 1].</summary>
public static class QuestionRate
{
    public static IMetric Metric { get; } = new TextMetric("question-rate", (0, 1), higherIsBetter: true, MetricNeeds.None, Rate);

    private static double Rate(MetricInput input)
    {
        var replies = input.Window.Where(m => m.Role is MessageRole.Assistant).ToArray();
        return replies.Count(m => m.Content.AsSpan().IndexOfAny("?？؟") >= 0) / (double)replies.Length;
    }
}
