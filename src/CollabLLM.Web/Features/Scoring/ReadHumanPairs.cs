using CollabLLM.Core.Conversations;
using CollabLLM.Core.Exports.Pairs;
using CollabLLM.Core.Preferences;
using CollabLLM.Core.Sessions;
using CollabLLM.Data;
using CollabLLM.Data.Scoring;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Web.Features.Scoring;

/// <summary>Reads the pairs that participants made, one at a time: the same that an export of the kind human holds.</summary>
internal static class ReadHumanPairs
{
    public static async Task<PairPage> RunAsync(CollabDbContext db, Guid studyId, PairQuery query, int index, CancellationToken ct)
    {
        var pairs = Asked(db, studyId, query);
        var total = await pairs.CountAsync(ct);
        var pair = await pairs.OrderBy(p => p.OfferedAt).ThenBy(p => p.Id).Skip(Math.Clamp(index, 0, Math.Max(0, total - 1))).FirstOrDefaultAsync(ct);
        return new PairPage(total, pair is null ? null : await DetailAsync(db, pair, ct));
    }

    private static IQueryable<HumanPair> Asked(CollabDbContext db, Guid studyId, PairQuery query)
    {
        var consenting = db.Participants.Where(p => p.ConsentsToTraining && p.WithdrawnAt == null).Select(p => p.Id);
        var sessions = db.Sessions.Where(s => s.StudyId == studyId && consenting.Contains(s.ParticipantId)).Select(s => s.Id);
        var pairs = db.HumanPairs.AsNoTracking().Where(p => sessions.Contains(p.SessionId) && (p.Preferred == PreferredReply.First || p.Preferred == PreferredReply.Second))
            .Where(p => !db.HumanPairs.Any(later => later.SessionId == p.SessionId && later.Turn == p.Turn && later.Source == p.Source && later.Number > p.Number));
        if (query.Decision == PairQuery.Open) pairs = pairs.Where(p => p.Decision == null);
        else if (query.Decision is { } decision) pairs = pairs.Where(p => p.Decision == decision);
        return pairs;
    }

    private static async Task<PairDetail> DetailAsync(CollabDbContext db, HumanPair pair, CancellationToken ct)
    {
        var turns = await db.Turns.AsNoTracking().Where(t => t.SessionId == pair.SessionId && t.Number <= pair.Turn).OrderBy(t => t.Number).ToListAsync(ct);
        var session = await db.Sessions.AsNoTracking().SingleAsync(s => s.Id == pair.SessionId, ct);
        var study = (await db.Studies.AsNoTracking().SingleAsync(s => s.Id == session.StudyId, ct)).Definition();
        var prompt = SessionConversation.Prompt(turns, pair.Turn);
        var isEdit = pair.Source is HumanPairSource.Edited;
        var (chosen, rejected) = pair.Preferred is PreferredReply.First ? (pair.First, pair.Second) : (pair.Second, pair.First);
        var flags = PairFlags.Of(new PreferencePair("", prompt, new(chosen, 0), new(rejected, 0)), SessionGoal.Names(session), study.Scoring.Filters.LargestLengthRatio).Where(f => f != PairFlags.LowConfidence);
        PairSide Side(string text, string source, string policy) => new(text, source, session.Arm ?? "", policy, "", null, null, 0, 0, []);
        return new PairDetail(
            pair.Id, session.Arm ?? "", pair.Turn, PairKinds.Human, "", "", null, null, string.Join(' ', flags), pair.Decision, pair.Note, pair.DecidedBy,
            [.. prompt.Select(m => new PairMessage(m.Role is MessageRole.User, m.Content))],
            Side(chosen, isEdit ? "edited" : "picked", isEdit ? "" : pair.PolicyId), Side(rejected, isEdit ? "given" : "not-picked", pair.PolicyId));
    }
}
