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
        Guid sessionId, string tab, int expectedNumber, RevisionCause cause, Func<CollabDbContext, Task<(string? Content, string? Refusal)>> choose, CancellationToken ct) =>
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
                // The same text again, after a time-out for instance, is saved already.
                if (last is not null && last.Content == content && expectedNumber >= last.Number - 1) return new SaveResult.Saved(last.Number);
                if ((last?.Number ?? 0) != expectedNumber) return last is null
                    ? new SaveResult.Refused("The document has no saved text yet. Reload the page to go on.")
                    : new SaveResult.Conflict(new(last.Number, last.Cause, last.Content, last.Text, last.Turn, last.At));
                var now = clock.GetUtcNow();
                db.Revisions.Add(new(sessionId, expectedNumber + 1, cause, content, QuillDelta.Parse(content).PlainText(), open.Session.CompletedTurns, now));
                if (cause == RevisionCause.Restore) await db.AddEventAsync(sessionId, EventKinds.Restored, now, ct);
                open.Session.Seen(now);
                await db.SaveChangesAsync(ct);
                return new SaveResult.Saved(expectedNumber + 1);
            },
            ct);
}
