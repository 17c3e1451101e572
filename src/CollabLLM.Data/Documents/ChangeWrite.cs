using CollabLLM.Core.Documents;
using CollabLLM.Core.Participants;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Sessions;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Documents;

/// <summary>Keeps the single changes that lead from one revision to the next, in the write of that revision, so that neither is there without the other.</summary>
internal static class ChangeWrite
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);

    /// <summary>Only where the study records changes and the participant agreed.</summary>
    public static bool Applies(StudyDefinition study, Participant participant) => study.Session.RecordDeltas && participant.ConsentsToRecording;

    extension(CollabDbContext db)
    {
        public async Task<int> LastChangeAsync(Guid sessionId, CancellationToken ct) =>
            await db.Deltas.Where(d => d.SessionId == sessionId).MaxAsync(d => (int?)d.Sequence, ct) ?? 0;

        /// <returns>Sequence of the last change, and how many were added; null where none are kept.</returns>
        public async Task<(int Last, int Added)?> AddChangesAsync(
            OpenSession open, string? before, QuillDelta after, IReadOnlyList<EditorChange> sent, string closing, DateTimeOffset now, CancellationToken ct)
        {
            var participant = await db.Participants.SingleAsync(p => p.Id == open.Session.ParticipantId, ct);
            if (!Applies(open.Definition, participant)) return null;
            var last = await db.LastChangeAsync(open.Session.Id, ct);
            var added = ChangeLog.Continue(before is null ? QuillDelta.Blank : QuillDelta.Parse(before), after, last, sent, closing);
            foreach (var change in added)
                db.Deltas.Add(new(open.Session.Id, change.Sequence, change.Change, change.Source, change.ClientMs, now - Wait(change)));
            return (last + added.Count, added.Count);
        }
    }

    private static TimeSpan Wait(EditorChange change) => TimeSpan.FromMilliseconds(Math.Clamp(change.AgoMs, 0, LongestWait.TotalMilliseconds));
}
