using System.Data.Common;
using CollabLLM.Core.Policies;
using CollabLLM.Core.Sessions;
using CollabLLM.Data.Connections;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace CollabLLM.Data.Sessions;

/// <summary>Makes one reply: builds the prompt, streams the policy's answer, commits attempt and turn together.</summary>
public sealed partial class ReplyRun(IDbContextFactory<CollabDbContext> databases, IPolicyClients clients, TimeProvider clock, ILogger<ReplyRun> logger)
{
    private static readonly TimeSpan BetweenSaves = TimeSpan.FromSeconds(2);

    internal async Task RunAsync(LiveReply reply, CancellationToken host)
    {
        PreparedReply? prepared = null;
        while (prepared is null)
        {
            try
            {
                prepared = await PreparedReply.LoadAsync(databases, reply.SessionId, reply.TurnNumber, host);
                if (prepared is null)
                {
                    reply.End(LiveReplyState.Done);
                    return;
                }
            }
            catch (Exception fault) when (fault is DbException or DbUpdateException)
            {
                LogUnreadable(reply.SessionId, reply.TurnNumber, fault);
                await Task.Delay(BetweenSaves, clock, host);
            }
        }

        while (true)
        {
            try
            {
                if (await AskAsync(reply, prepared, host) is { } attempt) await CommitAsync(reply, prepared, attempt, host);
                return;
            }
            catch (PolicyUnavailableException full) when (full.Kind is PolicyFailureKind.PromptTooLong)
            {
                // The context is full: the oldest exchange is left out, and the hash of what was really asked is stored.
                prepared = prepared with { Prompt = PolicyPrompt.Shortened(prepared.Prompt)! };
            }
        }
    }

    /// <returns>Null: the host is stopping, and the turn stays as it is, waiting.</returns>
    private async Task<ReplyEnd?> AskAsync(LiveReply reply, PreparedReply prepared, CancellationToken host)
    {
        var facts = new ReplyClock(clock, prepared);
        try
        {
            await foreach (var update in clients.For(prepared.Policy).GetStreamingResponseAsync(prepared.Messages, prepared.Options(), reply.StopToken))
            {
                facts.Note(update);
                if (update.AdditionalProperties?.TryGetValue(ReplyProperties.QueuePlace, out int place) is true) reply.Waits(place);
                if (update.Text.Length > 0) reply.Append(update.Text);
            }
            return reply.Text.Trim().Length == 0
                ? facts.End(ReplyOutcome.Failed, "", "Empty: the model's reply held no text.", "error")
                : facts.End(ReplyOutcome.Completed, reply.Text, null, "stop");
        }
        catch (OperationCanceledException) when (reply.StopWanted)
        {
            // Nothing was read, so nothing counts: the message can be tried again.
            return reply.Text.Trim().Length == 0
                ? facts.End(ReplyOutcome.Failed, "", "Stopped by the participant before the first word.", "cancelled")
                : facts.End(ReplyOutcome.Stopped, reply.Text, null, "cancelled");
        }
        catch (OperationCanceledException) when (host.IsCancellationRequested)
        {
            return null;
        }
        catch (PolicyUnavailableException full) when (full.Kind is PolicyFailureKind.PromptTooLong && PolicyPrompt.Shortened(prepared.Prompt) is not null)
        {
            throw;
        }
        catch (PolicyUnavailableException fault)
        {
            LogFailed(reply.SessionId, reply.TurnNumber, fault.Kind, fault);
            return fault.Kind == PolicyFailureKind.EngineStopped && host.IsCancellationRequested ? null : facts.End(ReplyOutcome.Failed, reply.Text, $"{fault.Kind}: {fault.Message}", "error");
        }
        // The one place that a policy's unknown fault must not leave: the participant waits for an answer, and the reason belongs to the data.
        catch (Exception fault)
        {
            LogFailed(reply.SessionId, reply.TurnNumber, PolicyFailureKind.EngineFault, fault);
            return facts.End(ReplyOutcome.Failed, reply.Text, $"{PolicyFailureKind.EngineFault}: {fault.Message}", "error");
        }
    }

    /// <summary>Tries until the database takes it: nothing is shown as answered before it is committed.</summary>
    private async Task CommitAsync(LiveReply reply, PreparedReply prepared, ReplyEnd end, CancellationToken host)
    {
        while (true)
        {
            try
            {
                await databases.RetryAsync(db => SettleAsync(db, prepared, end), CancellationToken.None);
                reply.End(end.Outcome switch { ReplyOutcome.Completed => LiveReplyState.Done, ReplyOutcome.Stopped => LiveReplyState.Stopped, _ => LiveReplyState.Failed });
                return;
            }
            catch (Exception fault) when (fault is DbException or DbUpdateException && !host.IsCancellationRequested)
            {
                reply.Saving();
                LogUnsaved(reply.SessionId, reply.TurnNumber, fault);
                await Task.Delay(BetweenSaves, clock, host);
            }
        }
    }

    private static async Task<bool> SettleAsync(CollabDbContext db, PreparedReply prepared, ReplyEnd end)
    {
        var turn = await db.Turns.SingleOrDefaultAsync(t => t.Id == prepared.TurnId);
        // The participant withdrew and had the data deleted, or another host has answered.
        if (turn is not { State: TurnState.Waiting }) return false;
        var session = await db.Sessions.SingleAsync(s => s.Id == turn.SessionId);
        var attempt = new ReplyAttempt(turn.Id, turn.Attempts + 1, prepared.Policy.Id, prepared.PromptHash, end.StartedAt);
        attempt.End(end.Outcome, end.Text, end.Reason, end.Facts, end.EndedAt);
        turn.Settle(attempt);
        db.ReplyAttempts.Add(attempt);
        if (end.FirstTokenAt is { } first) await db.AddEventAsync(session.Id, EventKinds.FirstToken, first, CancellationToken.None, turn.Number);
        var kind = end.Outcome switch { ReplyOutcome.Completed => EventKinds.Replied, ReplyOutcome.Stopped => EventKinds.Stopped, _ => EventKinds.Failed };
        await db.AddEventAsync(session.Id, kind, end.EndedAt, CancellationToken.None, turn.Number);
        session.TurnCompleted(session.CompletedTurns + (turn.Counts ? 1 : 0));
        await db.SaveChangesAsync();
        return true;
    }

    [LoggerMessage(20, LogLevel.Warning, "Session {SessionId}, turn {Turn}: no reply ({Kind}).")]
    private partial void LogFailed(Guid sessionId, int turn, PolicyFailureKind kind, Exception fault);

    [LoggerMessage(21, LogLevel.Error, "Session {SessionId}, turn {Turn}: the reply is not saved yet, trying again.")]
    private partial void LogUnsaved(Guid sessionId, int turn, Exception fault);

    [LoggerMessage(22, LogLevel.Error, "Session {SessionId}, turn {Turn}: the database cannot be read, trying again.")]
    private partial void LogUnreadable(Guid sessionId, int turn, Exception fault);
}
