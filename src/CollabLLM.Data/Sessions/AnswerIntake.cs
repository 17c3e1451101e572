using CollabLLM.Core.Sessions;

namespace CollabLLM.Data.Sessions;

/// <summary>The brief questions before the co-writing: all are answered.</summary>
public sealed class AnswerIntake(SessionWrite write)
{
    public const int LongestAnswer = 1000;

    public Task<StepResult> RunAsync(Guid sessionId, IReadOnlyList<IntakeAnswer> answers, CancellationToken ct) => write.RunAsync(
        sessionId,
        async (open, db, now) =>
        {
            if (open.Session.Step == SessionStep.Instructions) return null;
            if (open.RefuseUnless(SessionStep.Intake) is { } refusal) return refusal;
            var given = new List<IntakeAnswer>();
            foreach (var question in open.Definition.Type(open.Session.DocumentType!).Intake)
            {
                var text = answers.LastOrDefault(a => a.Question == question.Key)?.Text.Trim() ?? "";
                if (text.Length == 0) return $"\"{question.Text}\" has no answer yet. A few words are enough.";
                if (text.Length > LongestAnswer) return $"Your answer to \"{question.Text}\" has {text.Length} characters. Shorten it to {LongestAnswer}.";
                given.Add(new(question.Key, text));
            }
            open.Session.AnswerIntake(given);
            await db.AddStepAsync(open.Session, now, ct);
            return null;
        },
        ct);
}
