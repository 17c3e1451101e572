namespace CollabLLM.Core.Calibration;

/// <summary>
/// Puts scores beside human marks. At a checkpoint: each reply's score beside the next mark, the first one given after the reply. Final
/// marks: the mean score of a session's replies beside its mark.
/// </summary>
internal static class AgreementPairs
{
    public static IReadOnlyList<AgreementPoint> Of(IEnumerable<ScoredReply> replies, HumanQuestion question, ILookup<string, HumanMark> marks, Func<ScoredReply, double?> score)
    {
        var scored = replies.Select(r => (Reply: r, Score: score(r))).Where(r => r.Score is not null).Select(r => (r.Reply, Score: r.Score!.Value));
        return question.IsCheckpoint ? [.. AtCheckpoints(scored, question.Key, marks)] : [.. AtTheEnd(scored, question.Key, marks)];
    }

    private static IEnumerable<AgreementPoint> AtCheckpoints(IEnumerable<(ScoredReply Reply, double Score)> scored, string question, ILookup<string, HumanMark> marks)
    {
        foreach (var (reply, score) in scored)
        {
            var next = marks[reply.Session].Where(m => m.Question == question && m.Turn >= reply.Turn).OrderBy(m => m.Turn).FirstOrDefault();
            if (next is not null) yield return new(reply.Participant, reply.Arm, score, next.Value);
        }
    }

    private static IEnumerable<AgreementPoint> AtTheEnd(IEnumerable<(ScoredReply Reply, double Score)> scored, string question, ILookup<string, HumanMark> marks)
    {
        foreach (var session in scored.GroupBy(s => s.Reply.Session, StringComparer.Ordinal))
        {
            if (marks[session.Key].LastOrDefault(m => m.Question == question && m.Turn is null) is not { } mark) continue;
            var reply = session.First().Reply;
            yield return new(reply.Participant, reply.Arm, session.Average(s => s.Score), mark.Value);
        }
    }
}
