using CollabLLM.Core.Conversations;

namespace CollabLLM.Core.Preferences;

/// <summary>
/// Makes preference pairs from scored replies: at the same prompt the highest mean against the lowest, if they differ by at least the
/// minimum gap. Equal means keep their order (the first is chosen, the last rejected), as in the published implementation, unless their
/// standard errors differ: then the surer one is taken for chosen, and the surer one for rejected.
/// </summary>
public static class PreferencePairBuilder
{
    public static IReadOnlyList<PreferencePair> Build(IEnumerable<ScoredTurn> turns, double minimumGap) =>
        [.. Grouped(turns).Select(group => Pair(group, minimumGap)).OfType<PreferencePair>()];

    /// <summary>Supervised rows: of each conversation the latest turn with its best reply.</summary>
    public static IReadOnlyList<Conversation> Supervised(IEnumerable<ScoredTurn> turns) =>
        [.. Grouped(turns)
            .GroupBy(turn => turn.ConversationId)
            .Select(conversation => conversation.MaxBy(turn => turn.Prompt.Count)!)
            .Select(turn => turn.Prompt.With(Message.Assistant(turn.Replies.MaxBy(r => r.Score)!.Completion)))];

    private static IEnumerable<ScoredTurn> Grouped(IEnumerable<ScoredTurn> turns) => turns
        .Where(turn => turn.Replies.Count > 0)
        .GroupBy(turn => (turn.ConversationId, turn.Prompt.Count))
        .Select(same => new ScoredTurn(same.Key.ConversationId, same.First().Prompt, [.. same.SelectMany(turn => turn.Replies)]));

    private static PreferencePair? Pair(ScoredTurn turn, double minimumGap)
    {
        if (turn.Replies.Count < 2) return null;
        var best = turn.Replies.OrderByDescending(r => r.Score).ThenBy(r => r.StandardError ?? double.MaxValue).First();
        // From the back, so that among equals the last one is rejected.
        var worst = turn.Replies.Reverse().OrderBy(r => r.Score).ThenBy(r => r.StandardError ?? double.MaxValue).First();
        return best.Score - worst.Score < minimumGap ? null : new PreferencePair(turn.ConversationId, turn.Prompt, best, worst);
    }
}
