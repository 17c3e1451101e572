using System.Runtime.CompilerServices;
using CollabLLM.Core.Conversations;
using CollabLLM.Core.Exports;
using CollabLLM.Core.Exports.Pairs;
using CollabLLM.Core.Preferences;
using CollabLLM.Core.Sessions;
using CollabLLM.Data.Scoring;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Exports;

/// <summary>
/// The pairs that participants made, in the form from which every dialect is written. Only of those who consent to training and have not
/// withdrawn; an answer without preference is no pair, and of several edits of a reply the latest counts. Their texts have no reward.
/// </summary>
internal static class HumanPairQuery
{
    private const int Batch = 40;

    public static async IAsyncEnumerable<ScoredSession> HumanSessionsAsync(
        this StudySnapshot snapshot, PairSplit split, Func<PairExport, bool> takes, [EnumeratorCancellation] CancellationToken ct)
    {
        var db = snapshot.Db;
        foreach (var batch in snapshot.Sessions.Chunk(Batch))
        {
            var ids = batch.Select(s => s.Id).ToArray();
            var pairs = (await db.HumanPairs.Where(p => ids.Contains(p.SessionId) && (p.Preferred == PreferredReply.First || p.Preferred == PreferredReply.Second)).ToListAsync(ct)).ToLookup(p => p.SessionId);
            var made = ids.Where(pairs.Contains).ToArray();
            if (made.Length == 0) continue;

            var sessions = await db.Sessions.Where(s => made.Contains(s.Id) && db.Participants.Any(p => p.Id == s.ParticipantId && p.ConsentsToTraining && p.WithdrawnAt == null)).ToDictionaryAsync(s => s.Id, ct);
            var turns = (await db.Turns.Where(t => made.Contains(t.SessionId)).ToListAsync(ct)).ToLookup(t => t.SessionId);
            var documents = await FinalDocument.OfAsync(db, made, ct);
            foreach (var (id, key) in batch.Where(s => sessions.ContainsKey(s.Id)))
                yield return Build(snapshot, split, takes, key, sessions[id], [.. turns[id]], pairs[id], documents.GetValueOrDefault(id) ?? "");
        }
    }

    private static ScoredSession Build(
        StudySnapshot snapshot, PairSplit split, Func<PairExport, bool> takes, SessionKey key, Session session, Turn[] turns, IEnumerable<HumanPair> pairs, string document)
    {
        var part = split.Of(key.Participant);
        var names = SessionGoal.Names(session);
        PairExport[] kept =
        [
            .. pairs.GroupBy(p => (p.Turn, p.Source)).Select(g => g.MaxBy(p => p.Number)!).OrderBy(p => p.Turn).ThenBy(p => p.Source)
                .Select(p => Export(snapshot, key, p, SessionConversation.Prompt(turns, p.Turn), names, part)).Where(takes),
        ];
        var policy = pairs.First().PolicyId;
        return new ScoredSession(key, snapshot.Study.Slug, policy, PairKinds.Human, "", SessionGoal.Brief(snapshot.Scope.Definition, session), document, part, [], kept);
    }

    private static PairExport Export(StudySnapshot snapshot, SessionKey key, HumanPair pair, Conversation prompt, IReadOnlyList<string> names, string part)
    {
        var isEdit = pair.Source is HumanPairSource.Edited;
        CandidateExport Text(int index, string text, long? seed, string policy) => new(index, "", text, null, null, 0, 0, null, null, seed ?? 0, null, key.Arm ?? "", policy);
        var (first, second) = (Text(0, pair.First, pair.FirstSeed, pair.PolicyId), Text(1, pair.Second, pair.SecondSeed, isEdit ? "" : pair.PolicyId));
        var (chosen, rejected) = pair.Preferred is PreferredReply.First ? (first, second) : (second, first);
        (chosen, rejected) = (chosen with { Source = isEdit ? "edited" : "picked" }, rejected with { Source = isEdit ? "given" : "not-picked" });
        var flags = PairFlags.Of(new PreferencePair(key.Session, prompt, new(chosen.Text, 0), new(rejected.Text, 0)), names, snapshot.Scope.Definition.Scoring.Filters.LargestLengthRatio).Where(f => f != PairFlags.LowConfidence);
        return new PairExport(
            key, snapshot.Study.Slug, pair.Turn, PairKinds.Human, PairKinds.Human, "", null, prompt, chosen, rejected, pair.PolicyId, string.Join(' ', flags), pair.Decision, pair.Note, part);
    }
}
