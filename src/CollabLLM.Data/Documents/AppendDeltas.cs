using CollabLLM.Core.Documents;
using CollabLLM.Core.Sessions;
using CollabLLM.Data.Sessions;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Documents;

/// <summary>Keeps every change of the document, where the study records them. Sent again after a time-out, nothing is doubled.</summary>
public sealed class AppendDeltas(SessionWrite write)
{
    private static readonly string[] Sources = ["user", "reply", "restore", "outline"];

    public Task<StepResult> RunAsync(Guid sessionId, string tab, IReadOnlyList<ClientDelta> deltas, CancellationToken ct) => write.RunAsync(
        sessionId,
        async (open, db, now) =>
        {
            if (!open.Definition.Session.RecordDeltas) return "This study does not record single changes of the document.";
            if (open.RefuseUnless(SessionStep.CoWriting) is { } refusal) return refusal;
            if (open.RefuseOtherTab(tab) is { } other) return other;
            var last = await db.Deltas.Where(d => d.SessionId == sessionId).MaxAsync(d => (int?)d.Sequence, ct) ?? 0;
            foreach (var delta in deltas.Where(d => d.Sequence > last).OrderBy(d => d.Sequence))
            {
                if (delta.Sequence != last + 1) return $"Change {last + 1} is missing before change {delta.Sequence}. Send them again from {last + 1}.";
                if (!Sources.Contains(delta.Source)) return $"Change {delta.Sequence} has the unknown source '{delta.Source}'.";
                if (!IsReadable(delta.Change)) return $"Change {delta.Sequence} is not readable.";
                db.Deltas.Add(new(sessionId, ++last, delta.Change, delta.Source, delta.ClientMs, now));
            }
            return null;
        },
        ct);

    private static bool IsReadable(string change)
    {
        try
        {
            QuillDelta.Parse(change);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
