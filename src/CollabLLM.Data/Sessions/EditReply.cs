using CollabLLM.Core.Sessions;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Sessions;

/// <summary>Keeps the participant's own version of a reply. The original stays, and stays what the policy sees. The same text twice is one version.</summary>
public sealed class EditReply(SessionWrite write)
{
    public const int MaximumLength = 20_000;

    public Task<StepResult> RunAsync(Guid sessionId, string tab, int turnNumber, string text, CancellationToken ct) => write.RunAsync(
        sessionId,
        async (open, db, now) =>
        {
            if (!open.Definition.HumanPairs.EditReplies) return "Replies cannot be edited in this study.";
            if (open.RefuseUnless(SessionStep.CoWriting) is { } refusal) return refusal;
            if (open.RefuseOtherTab(tab) is { } other) return other;
            var version = text.Trim();
            if (version.Length == 0) return "The reply is empty. Write something, or cancel to keep it as it was.";
            if (version.Length > MaximumLength) return $"The reply has {version.Length:N0} characters; the limit is {MaximumLength:N0}. Shorten it.";
            var turn = await db.Turns.AsNoTracking().SingleOrDefaultAsync(t => t.SessionId == sessionId && t.Number == turnNumber, ct);
            if (turn is not { Counts: true, Reply: { } original }) return "Only a whole reply can be edited.";

            var latest = await db.HumanPairs.AsNoTracking().Where(p => p.SessionId == sessionId && p.Turn == turnNumber && p.Source == HumanPairSource.Edited).OrderByDescending(p => p.Number).FirstOrDefaultAsync(ct);
            if (version == (latest?.Second ?? original.Trim())) return null;
            var policy = open.Definition.Arms.Single(a => a.Code == open.Session.Arm).Policy.Id;
            db.HumanPairs.Add(HumanPair.Edited(sessionId, turnNumber, (latest?.Number ?? 0) + 1, original, version, policy, now));
            await db.AddEventAsync(sessionId, EventKinds.ReplyEdited, now, ct, turnNumber, $"{{\"characters\":{version.Length}}}");
            return null;
        },
        ct);
}
