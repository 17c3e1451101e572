using System.Runtime.CompilerServices;
using CollabLLM.Core.Documents;
using CollabLLM.Core.Exports;
using CollabLLM.Core.Exports.Tables;
using CollabLLM.Core.Participants;
using CollabLLM.Core.Ratings;
using CollabLLM.Core.Sessions;
using CollabLLM.Core.Studies;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Exports;

/// <summary>What participants did, as streams of rows. Batches are as large as the rows of a session are small.</summary>
internal static class SessionQueries
{
    private const int Small = 400;
    private const int Large = 20;
    private const int Huge = 1;

    public static async IAsyncEnumerable<SessionRow> SessionRowsAsync(this StudySnapshot snapshot, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var batch in snapshot.Sessions.Chunk(Large * 2))
        {
            var ids = batch.Select(s => s.Id).ToArray();
            var db = snapshot.Db;
            var sessions = await db.Sessions.Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, ct);
            var people = sessions.Values.Select(s => s.ParticipantId).ToArray();
            var participants = await db.Participants.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
            var ratings = (await db.Ratings.Where(r => ids.Contains(r.SessionId)).ToListAsync(ct)).ToLookup(r => r.SessionId);
            var answers = (await db.Answers.Where(a => ids.Contains(a.SessionId)).ToListAsync(ct)).ToLookup(a => a.SessionId);
            var turns = (await db.Turns.Where(t => ids.Contains(t.SessionId)).ToListAsync(ct)).ToLookup(t => t.SessionId);
            var documents = await db.Revisions
                .Where(r => ids.Contains(r.SessionId) && r.Number == db.Revisions.Where(o => o.SessionId == r.SessionId).Max(o => o.Number))
                .Select(r => new { r.SessionId, r.Number, r.Text }).ToDictionaryAsync(r => r.SessionId, ct);
            foreach (var (id, key) in batch)
                yield return new SessionRow(
                    key, sessions[id], participants[sessions[id].ParticipantId],
                    [.. ratings[id].OrderBy(r => r.At).ThenBy(r => r.Id)],
                    [.. answers[id].OrderBy(a => a.At).ThenBy(a => a.Id)],
                    [.. turns[id].OrderBy(t => t.Number)],
                    documents.GetValueOrDefault(id)?.Text, documents.GetValueOrDefault(id)?.Number ?? 0);
        }
    }

    public static async IAsyncEnumerable<Participant> ParticipantsAsync(this StudySnapshot snapshot, [EnumeratorCancellation] CancellationToken ct)
    {
        var people = await snapshot.Participants.ToListAsync(ct);
        foreach (var participant in people.OrderBy(p => p.ArrivedAt).ThenBy(p => Pseudonym.Text(p.Id), StringComparer.Ordinal)) yield return participant;
    }

    public static async IAsyncEnumerable<Assignment> AssignmentsAsync(this StudySnapshot snapshot, [EnumeratorCancellation] CancellationToken ct)
    {
        var assignments = await snapshot.Db.Assignments.Where(a => a.StudyId == snapshot.Study.Id)
            .Where(a => snapshot.Participants.Any(p => p.Id == a.ParticipantId)).ToListAsync(ct);
        foreach (var assignment in assignments.OrderBy(a => a.DocumentType, StringComparer.Ordinal).ThenBy(a => a.Block).ThenBy(a => a.Place)) yield return assignment;
    }

    public static IAsyncEnumerable<InSession<Turn>> TurnsAsync(this StudySnapshot snapshot, CancellationToken ct) =>
        snapshot.ByBatchAsync(Small, ids => snapshot.Db.Turns.Where(t => ids.Contains(t.SessionId)).OrderBy(t => t.SessionId).ThenBy(t => t.Number), t => t.SessionId, ct);

    public static async IAsyncEnumerable<InSession<MessageRow>> MessagesAsync(this StudySnapshot snapshot, [EnumeratorCancellation] CancellationToken ct)
    {
        var (session, position) = ("", 0);
        await foreach (var (key, turn) in snapshot.TurnsAsync(ct))
        {
            if (!turn.Counts) continue;
            if (key.Session != session) (session, position) = (key.Session, 0);
            yield return new(key, new MessageRow(++position, turn.Number, "user", turn.Message, turn.SentAt));
            yield return new(key, new MessageRow(++position, turn.Number, "assistant", turn.Reply!, turn.RepliedAt!.Value));
        }
    }

    public static async IAsyncEnumerable<InSession<TimingRow>> TimingsAsync(this StudySnapshot snapshot, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var batch in snapshot.Sessions.Chunk(Small))
        {
            var ids = batch.Select(s => s.Id).ToArray();
            var whole = await snapshot.Db.Sessions.Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Time, ct);
            var turns = (await snapshot.Db.Turns.Where(t => ids.Contains(t.SessionId)).Select(t => new { t.SessionId, t.Number, t.Time }).ToListAsync(ct)).ToLookup(t => t.SessionId);
            foreach (var (id, key) in batch)
            {
                foreach (var timing in TimingRow.Of(null, whole[id])) yield return new(key, timing);
                foreach (var timing in turns[id].OrderBy(t => t.Number).SelectMany(t => TimingRow.Of(t.Number, t.Time))) yield return new(key, timing);
            }
        }
    }

    public static IAsyncEnumerable<InSession<AttemptRow>> AttemptsAsync(this StudySnapshot snapshot, CancellationToken ct)
    {
        var rows = snapshot.ByBatchAsync(
            Small / 4,
            ids => snapshot.Db.ReplyAttempts.Join(snapshot.Db.Turns.Where(t => ids.Contains(t.SessionId)), a => a.TurnId, t => t.Id, (a, t) => new { t.SessionId, t.Number, Attempt = a })
                .OrderBy(r => r.SessionId).ThenBy(r => r.Number).ThenBy(r => r.Attempt.Number),
            r => r.SessionId, ct);
        return rows.Select(row => new InSession<AttemptRow>(row.Key, new AttemptRow(row.Item.Number, row.Item.Attempt)));
    }

    public static IAsyncEnumerable<InSession<HumanPair>> HumanPairsAsync(this StudySnapshot snapshot, CancellationToken ct) =>
        snapshot.ByBatchAsync(
            Small, ids => snapshot.Db.HumanPairs.Where(p => ids.Contains(p.SessionId)).OrderBy(p => p.SessionId).ThenBy(p => p.Turn).ThenBy(p => p.Source).ThenBy(p => p.Number), p => p.SessionId, ct);

    public static IAsyncEnumerable<InSession<Rating>> RatingsAsync(this StudySnapshot snapshot, CancellationToken ct) =>
        snapshot.ByBatchAsync(Small, ids => snapshot.Db.Ratings.Where(r => ids.Contains(r.SessionId)).OrderBy(r => r.SessionId).ThenBy(r => r.At).ThenBy(r => r.Question).ThenBy(r => r.Turn).ThenBy(r => r.Id), r => r.SessionId, ct);

    public static IAsyncEnumerable<InSession<Answer>> AnswersAsync(this StudySnapshot snapshot, CancellationToken ct) =>
        snapshot.ByBatchAsync(Small, ids => snapshot.Db.Answers.Where(a => ids.Contains(a.SessionId)).OrderBy(a => a.SessionId).ThenBy(a => a.At).ThenBy(a => a.Question).ThenBy(a => a.Id), a => a.SessionId, ct);

    public static IAsyncEnumerable<InSession<AnswerCodingRow>> AnswerCodesAsync(this StudySnapshot snapshot, CancellationToken ct)
    {
        var rows = snapshot.ByBatchAsync(
            Small,
            ids => snapshot.Db.AnswerCodings.Join(snapshot.Db.Answers.Where(a => ids.Contains(a.SessionId)), c => c.AnswerId, a => a.Id, (c, a) => new { Answer = a, Coding = c })
                .OrderBy(r => r.Answer.SessionId).ThenBy(r => r.Answer.At).ThenBy(r => r.Answer.Question).ThenBy(r => r.Answer.Id).ThenBy(r => r.Coding.Coder),
            r => r.Answer.SessionId, ct);
        return rows.Select(row => new InSession<AnswerCodingRow>(row.Key, new AnswerCodingRow(row.Item.Answer, row.Item.Coding)));
    }

    public static IAsyncEnumerable<InSession<DocumentRevision>> RevisionsAsync(this StudySnapshot snapshot, CancellationToken ct) =>
        snapshot.ByBatchAsync(Huge, ids => snapshot.Db.Revisions.Where(r => ids.Contains(r.SessionId)).OrderBy(r => r.Number), r => r.SessionId, ct);

    public static IAsyncEnumerable<InSession<DocumentDelta>> DeltasAsync(this StudySnapshot snapshot, CancellationToken ct) =>
        snapshot.ByBatchAsync(Large, ids => snapshot.Db.Deltas.Where(d => ids.Contains(d.SessionId)).OrderBy(d => d.SessionId).ThenBy(d => d.Sequence), d => d.SessionId, ct);

    public static IAsyncEnumerable<InSession<SessionEvent>> EventsAsync(this StudySnapshot snapshot, CancellationToken ct) =>
        snapshot.ByBatchAsync(Large, ids => snapshot.Db.Events.Where(e => ids.Contains(e.SessionId)).OrderBy(e => e.SessionId).ThenBy(e => e.Sequence), e => e.SessionId, ct);
}
