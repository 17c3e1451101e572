using CollabLLM.Core.Conversations;

namespace CollabLLM.Core.Metrics;

/// <summary>Share of the word trigrams of the assistant's messages that occurred before in the assistant's own messages. In [0, 1]; lower is better.</summary>
public static class Repetition
{
    private const int Length = 3;

    public static IMetric Metric { get; } = new TextMetric("repetition", (0, 1), higherIsBetter: false, MetricNeeds.None, Share);

    private static double Share(MetricInput input)
    {
        var seen = new HashSet<string>();
        var (repeated, total) = (0, 0);
        foreach (var message in input.Conversation.Where(m => m.Role is MessageRole.Assistant))
        {
            var words = WhiteSpace.Words(message.Content.ToLowerInvariant());
            for (var i = 0; i + Length <= words.Count; i++, total++)
                if (!seen.Add(string.Join(' ', words.Skip(i).Take(Length))))
                    repeated++;
        }
        return total == 0 ? 0 : (double)repeated / total;
    }
}
