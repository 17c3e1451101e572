using System.Data;
using System.Runtime.CompilerServices;
using CollabLLM.Core.Exports;
using CollabLLM.Core.Participants;
using CollabLLM.Core.Sessions;
using CollabLLM.Core.Studies;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CollabLLM.Data.Exports;

/// <summary>
/// A study as it is at one moment: every query of an export runs in one read transaction, so that tables agree with each other while the
/// study goes on. Sessions are in order of their beginning; those of participants who withdrew their data are not there.
/// </summary>
public sealed class StudySnapshot : IAsyncDisposable
{
    private readonly IDbContextTransaction transaction;

    private StudySnapshot(CollabDbContext db, IDbContextTransaction transaction, Study study, ExportScope scope, SnapshotSession[] sessions)
    {
        (Db, this.transaction, Study, Scope, Sessions) = (db, transaction, study, scope, sessions);
    }

    public Study Study { get; }

    public ExportScope Scope { get; }

    public IReadOnlyList<SnapshotSession> Sessions { get; }

    internal CollabDbContext Db { get; }

    /// <returns>Null when there is no study of this name.</returns>
    public static async Task<StudySnapshot?> OpenAsync(IDbContextFactory<CollabDbContext> databases, string slug, bool showsIdentifiers, CancellationToken ct)
    {
        var db = await databases.CreateDbContextAsync(ct);
        try
        {
            db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
            var transaction = await BeginAsync(db, ct);
            var study = await db.Studies.SingleOrDefaultAsync(s => s.Slug == slug, ct);
            if (study is null)
            {
                await db.DisposeAsync();
                return null;
            }
            var scope = new ExportScope(study.Definition(), study.IsUnblinded, showsIdentifiers);
            return new StudySnapshot(db, transaction, study, scope, await SessionsAsync(db, study.Id, ct));
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    /// <summary>Participants whose data may be exported.</summary>
    internal IQueryable<Participant> Participants =>
        Db.Participants.Where(p => p.StudyId == Study.Id && (p.WithdrawnAt == null || p.KeepsDataAfterWithdrawal));

    /// <summary>Rows of sessions, some sessions at a time: memory holds one batch, and the order does not depend on the database.</summary>
    internal async IAsyncEnumerable<InSession<T>> ByBatchAsync<T>(
        int sessionsPerBatch, Func<Guid[], IQueryable<T>> query, Func<T, Guid> session, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var batch in Sessions.Chunk(sessionsPerBatch))
        {
            var rows = await query([.. batch.Select(s => s.Id)]).ToListAsync(ct);
            var bySession = rows.ToLookup(session);
            foreach (var (id, key) in batch)
                foreach (var row in bySession[id])
                    yield return new InSession<T>(key, row);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await Db.DisposeAsync();
    }

    private static async Task<IDbContextTransaction> BeginAsync(CollabDbContext db, CancellationToken ct)
    {
        if (!db.Database.IsSqlite()) return await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        await db.Database.OpenConnectionAsync(ct);
        // Deferred: a reader that takes no lock and sees the database as of its first read, while others write.
        var sqlite = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
        return (await db.Database.UseTransactionAsync(sqlite, ct))!;
    }

    private static async Task<SnapshotSession[]> SessionsAsync(CollabDbContext db, Guid studyId, CancellationToken ct)
    {
        var query = db.Sessions
            .Where(s => s.StudyId == studyId)
            .Join(db.Participants, s => s.ParticipantId, p => p.Id, (s, p) => new { s.Id, s.ParticipantId, s.Arm, s.StartedAt, IsGone = p.WithdrawnAt != null && !p.KeepsDataAfterWithdrawal })
            .Where(r => !r.IsGone);
        // Counted first: a list that grows would hold everything twice.
        var sessions = new SnapshotSession[await query.CountAsync(ct)];
        var (next, arms) = (0, new HashSet<string>(StringComparer.Ordinal));
        await foreach (var row in query.AsAsyncEnumerable().WithCancellation(ct))
            sessions[next++] = new(row.Id, Pseudonym.Of(row.Id), Pseudonym.Of(row.ParticipantId), Once(arms, row.Arm), row.StartedAt.UtcTicks);
        Array.Sort(sessions, SnapshotSession.InOrder);
        return sessions;
    }

    /// <summary>The same text as one object, however often it was read.</summary>
    private static string? Once(HashSet<string> texts, string? text)
    {
        if (text is null) return null;
        texts.Add(text);
        return texts.TryGetValue(text, out var known) ? known : text;
    }
}
