using CollabLLM.Data.Connections;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Sessions;

/// <summary>The coordinator's answer to a request for help.</summary>
public sealed class AnswerHelp(IDbContextFactory<CollabDbContext> databases, TimeProvider clock)
{
    public Task<StepResult> RunAsync(Guid helpRequestId, string reply, CancellationToken ct) => databases.RetryAsync<StepResult>(
        async db =>
        {
            if (string.IsNullOrWhiteSpace(reply)) return new StepResult.Refused("Write an answer first.");
            var request = await db.HelpRequests.SingleOrDefaultAsync(h => h.Id == helpRequestId, ct);
            if (request is null) return new StepResult.Refused("This request does not exist any more. Its participant may have withdrawn.");
            request.Answer(reply.Trim(), clock.GetUtcNow());
            await db.SaveChangesAsync(ct);
            return new StepResult.Done();
        },
        ct);
}
