using CollabLLM.Core.Sessions;
using CollabLLM.Data.Sessions;

namespace CollabLLM.Data.Ratings;

/// <summary>The free-text answers, which complete the session. The completion code is part of the same write.</summary>
public sealed class GiveAnswers(SessionWrite write)
{
    public const int LongestAnswer = 10_000;

    public Task<StepResult> RunAsync(Guid sessionId, IReadOnlyList<AnswerInput> answers, CancellationToken ct) => write.RunAsync(
        sessionId,
        async (open, db, now) =>
        {
            if (open.Session.Step == SessionStep.Completed) return null;
            if (open.RefuseUnless(SessionStep.FreeText) is { } refusal) return refusal;
            foreach (var question in open.Definition.FreeText)
            {
                var text = answers.LastOrDefault(a => a.Question == question.Key)?.Text.Trim() ?? "";
                if (text.Length == 0 && question.Required) return $"\"{question.Text}\" has no answer yet. One sentence is enough.";
                if (text.Length > LongestAnswer) return $"Your answer to \"{question.Text}\" has {text.Length} characters. Shorten it to {LongestAnswer}.";
                if (text.Length > 0) db.Answers.Add(new(sessionId, question.Key, text, now));
            }
            await Completion.CompleteAsync(open, db, now, ct);
            await db.AddStepAsync(open.Session, now, ct);
            return null;
        },
        ct);
}
