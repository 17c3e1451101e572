namespace CollabLLM.Data.Sessions;

/// <summary>A question to the coordinator, at any step.</summary>
public sealed class AskHelp(SessionWrite write)
{
    public const int LongestQuestion = 2000;

    public Task<StepResult> RunAsync(Guid sessionId, string text, CancellationToken ct) => write.RunAsync(
        sessionId,
        async (_, db, now) =>
        {
            var question = text.Trim();
            if (question.Length == 0) return "Write what you need help with.";
            if (question.Length > LongestQuestion) return $"Your question has {question.Length} characters. Shorten it to {LongestQuestion}.";
            db.HelpRequests.Add(new(sessionId, question, now));
            await db.AddEventAsync(sessionId, Core.Sessions.EventKinds.HelpAsked, now, ct);
            return null;
        },
        ct);
}
