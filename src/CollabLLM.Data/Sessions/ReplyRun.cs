using System.Data.Common;
using System.Text;
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
                if (await AskAsync(reply, prepared, host) is { } ends) await CommitAsync(reply, prepared, ends, host);
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
    private async Task<IReadOnlyList<ReplyEnd>?> AskAsync(LiveReply reply, PreparedReply prepared, CancellationToken host)
    {
        // Two replies to pick from are shown together, when both are whole: the one that is faster would be read first.
        Task<ReplyEnd?>[] asked = prepared.SecondSeed is { } second
            ? [AskAsync(reply, prepared, isShown: false, host), AskAsync(reply, prepared with { Seed = second }, isShown: false, host)]
            : [AskAsync(reply, prepared, isShown: true, host)];
        var ends = await Task.WhenAll(asked);
        return ends.Any(e => e is null) ? null : [.. ends.OfType<ReplyEnd>()];
    }

    private async Task<ReplyEnd?> AskAsync(LiveReply reply, PreparedReply prepared, bool isShown, CancellationToken host)
    {
        var text = new StringBuilder();
        var facts = new ReplyClock(clock, prepared);
        try
        {
            await foreach (var update in clients.For(prepared.Policy).GetStreamingResponseAsync(prepared.Messages, prepared.Options(), reply.StopToken))
            {
                facts.Note(update);
                if (update.AdditionalProperties?.TryGetValue(ReplyProperties.QueuePlace, out int place) is true) reply.Waits(place);
                text.Append(update.Text);
                if (isShown && update.Text.Length > 0) reply.Append(update.Text);
            }
            return text.ToString().Trim().Length == 0
                ? facts.End(ReplyOutcome.Failed, "", "Empty: the model's reply held no text.", "error")
                : facts.End(ReplyOutcome.Completed, text.ToString(), null, "stop");
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
    private async Task CommitAsync(LiveReply reply, PreparedReply prepared, IReadOnlyList<ReplyEnd> ends, CancellationToken host)
    {
        while (true)
        {
            try
            {
                var settled = await databases.RetryAsync(db => ReplySettlement.SettleAsync(db, prepared, ends), CancellationToken.None);
                reply.End(ends.Any(e => e.Outcome is ReplyOutcome.Completed) ? LiveReplyState.Done : ends.Any(e => e.Outcome is ReplyOutcome.Stopped) ? LiveReplyState.Stopped : LiveReplyState.Failed, settled);
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

    [LoggerMessage(20, LogLevel.Warning, "Session {SessionId}, turn {Turn}: no reply ({Kind}).")]
    private partial void LogFailed(Guid sessionId, int turn, PolicyFailureKind kind, Exception fault);

    [LoggerMessage(21, LogLevel.Error, "Session {SessionId}, turn {Turn}: the reply is not saved yet, trying again.")]
    private partial void LogUnsaved(Guid sessionId, int turn, Exception fault);

    [LoggerMessage(22, LogLevel.Error, "Session {SessionId}, turn {Turn}: the database cannot be read, trying again.")]
    private partial void LogUnreadable(Guid sessionId, int turn, Exception fault);
}
