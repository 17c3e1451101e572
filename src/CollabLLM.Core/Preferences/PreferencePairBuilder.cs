using CollabLLM.Core.Conversations;

namespace CollabLLM.Core.Preferences;

/// <summary>
/// Makes preference pairs from scored replies: at the same prompt the highest mean against the lowest, if they differ by at least the
/// minimum gap. Equal means keep their order (the first is chosen, the last rejected), as in the published implementation, unless their
/// standard errors differ: then the surer one is taken for chosen, and of the others the surer one for rejected.
/// </summary>
public static class PreferencePairBuilder
{
    /// <param name="minimumGap">Smallest difference of means that makes a pair; a difference of exactly this size does.</param>
    public static IReadOnlyList<PreferencePair> Build(IEnumerable<ScoredTurn> turns, double minimumGap) =>
        [.. Rows(turns).GroupBy(row => (row.ConversationId, row.Prompt.Count)).Select(same => Pair([.. same], minimumGap)).OfType<PreferencePair>()];

    /// <summary>Supervised rows: of each conversation the latest turn with its best reply.</summary>
    public static IReadOnlyList<Conversation> Supervised(IEnumerable<ScoredTurn> turns) =>
        [.. Rows(turns)
            .GroupBy(row => row.ConversationId)
            .Select(conversation => conversation.OrderByDescending(row => row.Prompt.Count).ThenByDescending(row => row.Reply.Score).First())
            .Select(best => best.Prompt.With(Message.Assistant(best.Reply.Completion)))];

    private static IEnumerable<Row> Rows(IEnumerable<ScoredTurn> turns) =>
        turns.SelectMany(turn => turn.Replies.Select(reply => new Row(turn.ConversationId, turn.Prompt, reply)));

    private static PreferencePair? Pair(Row[] rows, double minimumGap)
    {
        if (rows.Length < 2) return null;
        var best = rows.OrderByDescending(r => r.Reply.Score).ThenBy(r => r.Reply.StandardError ?? double.MaxValue).First();
        // From the back, so that among equals the last one is rejected.
        var worst = rows.Reverse().Where(r => !ReferenceEquals(r, best)).OrderBy(r => r.Reply.Score).ThenBy(r => r.Reply.StandardError ?? double.MaxValue).First();
        return best.Reply.Score - worst.Reply.Score < minimumGap ? null : new PreferencePair(best.ConversationId, best.Prompt, best.Reply, worst.Reply);
    }

    private sealed record Row(string ConversationId, Conversation Prompt, ScoredReply Reply);
}
