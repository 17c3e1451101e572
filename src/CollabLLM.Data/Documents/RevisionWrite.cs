using CollabLLM.Core.Documents;
using CollabLLM.Core.Sessions;
using CollabLLM.Data.Connections;
using CollabLLM.Data.Sessions;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Documents;

/// <summary>Adds a revision after an expected one; used by saving and by restoring.</summary>
public sealed class RevisionWrite(IDbContextFactory<CollabDbContext> databases, TimeProvider clock)
{
    internal Task<SaveResult> RunAsync(
        Guid sessionId, string tab, int expectedNumber, RevisionCause cause, Func<CollabDbContext, Task<(string? Content, string? Refusal)>> choose,
        IReadOnlyList<EditorChange> changes, CancellationToken ct) =>
        databases.RetryAsync<SaveResult>(
            async db =>
            {
                var open = await OpenSession.LoadAsync(db, sessionId, ct);
                if (open is null) return new SaveResult.Refused("This session does not exist any more.");
                if (open.RefuseUnless(SessionStep.CoWriting) is { } step) return new SaveResult.Refused(step);
                if (open.RefuseOtherTab(tab) is { } other) return new SaveResult.Refused(other);
                if (!open.Definition.Session.EditingAllowed && cause == RevisionCause.Autosave) return new SaveResult.Refused("In this study the document changes only by inserting from replies.");
                var (content, refusal) = await choose(db);
                if (content is null) return new SaveResult.Refused(refusal ?? "There is nothing to save.");
                var last = await db.Revisions.AsNoTracking().Where(r => r.SessionId == sessionId).OrderByDescending(r => r.Number).FirstOrDefaultAsync(ct);
                var (now, document) = (clock.GetUtcNow(), QuillDelta.Parse(content));
                // The same text again, after a time-out for instance, is saved already; what was typed and taken back is still to be kept.
                if (last is not null && last.Content == content && expectedNumber >= last.Number - 1)
                {
                    var again = await db.AddChangesAsync(open, last.Content, document, changes, ChangeLog.Restore, now, ct);
                    if (again is { Added: > 0 }) await db.SaveChangesAsync(ct);
                    return new SaveResult.Saved(last.Number) { LastChange = again?.Last };
                }
                if ((last?.Number ?? 0) != expectedNumber) return last is null
                    ? new SaveResult.Refused("The document has no saved text yet. Reload the page to go on.")
                    : new SaveResult.Conflict(new(last.Number, last.Cause, last.Content, last.Text, last.Turn, last.At));
                db.Revisions.Add(new(sessionId, expectedNumber + 1, cause, content, document.PlainText(), open.Session.CompletedTurns, now));
                var kept = await db.AddChangesAsync(open, last?.Content, document, changes, ChangeLog.Restore, now, ct);
                if (cause == RevisionCause.Restore) await db.AddEventAsync(sessionId, EventKinds.Restored, now, ct);
                open.Session.Seen(now);
                await db.SaveChangesAsync(ct);
                return new SaveResult.Saved(expectedNumber + 1) { LastChange = kept?.Last };
            },
            ct);
}
