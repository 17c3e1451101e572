using CollabLLM.Core.Sessions;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Connections;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Sessions;

/// <summary>Sends the participant's message: written first, then the policy is asked. Sent twice, it is one row and one answer.</summary>
public sealed class SubmitTurn(IDbContextFactory<CollabDbContext> databases, LiveReplies replies, TimeProvider clock)
{
    /// <param name="requestKey">Chosen by the page for this message, 1 to 64 characters; the same for each try to send it.</param>
    public async Task<SubmitResult> RunAsync(Guid sessionId, string tab, string requestKey, string text, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(requestKey);
        var (result, waits) = await databases.RetryAsync(db => WriteAsync(db, sessionId, tab, requestKey, text, ct), ct);
        // Begun twice, it is made once; begun again when the first caller was cut off between its commit and here.
        if (waits && result is SubmitResult.Sent sent) replies.Start(sessionId, sent.TurnNumber);
        return result;
    }

    private async Task<(SubmitResult Result, bool Waits)> WriteAsync(CollabDbContext db, Guid sessionId, string tab, string requestKey, string text, CancellationToken ct)
    {
        var open = await OpenSession.LoadAsync(db, sessionId, ct);
        if (open is null) return (Refused(SubmitRefusal.Unknown, "This session does not exist any more."), false);
        var turns = await db.Turns.Where(t => t.SessionId == sessionId).OrderBy(t => t.Number).ToListAsync(ct);
        if (turns.FirstOrDefault(t => t.RequestKey == requestKey) is { } same) return (new SubmitResult.Sent(same.Number), same.State == TurnState.Waiting);
        if (await RefusalAsync(db, open, turns, tab, text, ct) is { } refusal) return (refusal, false);

        var now = clock.GetUtcNow();
        var turn = new Turn(sessionId, turns.Count + 1, requestKey, text.Trim(), now);
        turn.Flag(SubstanceCheck.Flags(turn.Message, turns.Where(t => t.Counts).Select(t => t.Message), await PastedText.SinceLastMessageAsync(db, sessionId, ct), open.Definition.Substance));
        db.Turns.Add(turn);
        await db.AddEventAsync(sessionId, EventKinds.Sent, now, ct, turn.Number);
        open.Session.Seen(now);
        await db.SaveChangesAsync(ct);
        return (new SubmitResult.Sent(turn.Number), true);
    }

    private static async Task<SubmitResult?> RefusalAsync(CollabDbContext db, OpenSession open, List<Turn> turns, string tab, string text, CancellationToken ct)
    {
        var (session, rules) = (open.Session, open.Definition.Turns);
        if (open.RefuseUnless(SessionStep.CoWriting) is { } step) return Refused(SubmitRefusal.WrongStep, step);
        if (open.Study.State == StudyState.Closed) return Refused(SubmitRefusal.StudyClosed, "This study has been closed, so no more messages can be sent. What you wrote is kept.");
        if (open.RefuseOtherTab(tab) is { } other) return Refused(SubmitRefusal.OtherTab, other);
        var length = text.Trim().Length;
        if (length == 0) return Refused(SubmitRefusal.Empty, "Write a message first.");
        if (length > rules.MaximumMessageLength)
            return Refused(SubmitRefusal.TooLong, $"Your message has {length:N0} characters; the limit is {rules.MaximumMessageLength:N0}. Shorten it by {length - rules.MaximumMessageLength:N0}, or send it in parts.");
        if (turns.Any(t => t.State == TurnState.Waiting)) return Refused(SubmitRefusal.ReplyPending, "The assistant is still answering your last message. Wait for the reply, or stop it.");
        if (turns.Any(t => t.State == TurnState.Choosing)) return Refused(SubmitRefusal.ReplyPending, "Choose one of the two replies first; then your message can be sent.");
        if (session.CompletedTurns >= rules.MaximumTurns)
            return Refused(SubmitRefusal.MaximumReached, $"You have made all {rules.MaximumTurns} exchanges of this study. Finish when your document is ready.");
        var ratings = await db.Ratings.AsNoTracking().Where(r => r.SessionId == session.Id).ToListAsync(ct);
        return Checkpoints.Due(open.Definition, session.Step, session.CompletedTurns, ratings) is null ? null
            : Refused(SubmitRefusal.RatingDue, "Rate the conversation so far first; then your message can be sent.");
    }

    private static SubmitResult.Refused Refused(SubmitRefusal reason, string sentence) => new(reason, sentence);
}
