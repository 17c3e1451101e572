using CollabLLM.Core.Conversations;

namespace CollabLLM.Core.Metrics;

/// <summary>How much there is to read: tokens by one of three rules. Lower is better.</summary>
public static class TokenAmount
{
    public const string Name = "token-amount";

    public static IMetric By(TokenRule rule, ITokenCounter counter) =>
        new TextMetric(Name, (0, double.PositiveInfinity), higherIsBetter: false, MetricNeeds.None, input => Count(input, rule, counter));

    private static double Count(MetricInput input, TokenRule rule, ITokenCounter counter) => rule switch
    {
        TokenRule.AssistantThousands => counter.Count(Joined(input.Conversation.Where(m => m.Role is MessageRole.Assistant))) / 1000.0,
        TokenRule.BothInWindow => input.Window.Sum(m => counter.Count(m.Content)),
        _ => input.Window.Sum(m => WhiteSpace.Words(m.Content).Count),
    };

    private static string Joined(IEnumerable<Message> messages) => string.Join(' ', messages.Select(m => m.Content));
}
