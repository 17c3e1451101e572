using CollabLLM.Core.Conversations;
using CollabLLM.Core.Exports;
using CollabLLM.Core.Metrics;
using CollabLLM.Core.Sessions;
using CollabLLM.Core.Statistics.Comparisons;
using CollabLLM.Core.Statistics.Reports;
using CollabLLM.Core.Studies;

namespace CollabLLM.Data.Comparisons;

/// <summary>The one list of outcomes with one number per session. What only a finished session has is missing, not 0, in the others.</summary>
internal static class SessionOutcomes
{
    private const double MsPerMinute = 60_000;

    public static IReadOnlyList<SessionOutcome> For(StudyDefinition study) => [.. Ratings(study), .. Times(), .. Writing(), .. Participation()];

    private static IEnumerable<SessionOutcome> Ratings(StudyDefinition study) =>
        study.FinalRatings.Select(q => new SessionOutcome(
            q.Key, q.Title, $"rating {q.Scale.Low} to {q.Scale.High}", OutcomeKind.Rating, true, OutcomeGroup.Ratings, row => row.Rated(q.Key, null)?.Value) { Question = q.Text });

    private static IEnumerable<SessionOutcome> Times() =>
    [
        Time("active-minutes", "Active time", "minutes of typing, reading and rating; model wait is not in it", t => t.ActiveMs),
        Time("total-minutes", "Total time", "minutes from the first page of writing to its end", t => t.TotalMs),
        Time("typing-minutes", "Typing", "minutes", t => t.TypingMs),
        Time("reading-minutes", "Reading", "minutes", t => t.ReadingMs),
        Time("idle-minutes", "Idle", "minutes without a sign of life", t => t.IdleMs),
        Time("model-wait-minutes", "Model wait", "minutes of waiting for replies; the policy's time", t => t.ModelWaitMs),
    ];

    private static IEnumerable<SessionOutcome> Writing() =>
    [
        new("turns", "Exchanges", "completed exchanges", OutcomeKind.Count, false, OutcomeGroup.Writing, row => row.Session.CompletedTurns),
        Count("message-words", "Words typed", "words of the participant's messages", row => row.CountingTurns.Sum(t => Words(t.Message))),
        Count("reply-words", "Words to read", "words of the replies", row => row.CountingTurns.Sum(t => Words(t.Reply))),
        Count("document-words", "Document length", "words of the final document", row => row.Document is null ? null : Words(row.Document)),
        Count("revisions", "Edits", "stored revisions of the document", row => row.Revisions),
        new("kept-share", "Reply text kept", "share of the replies' words that stand in the final document", OutcomeKind.Measure, true, OutcomeGroup.Writing, Kept),
    ];

    private static IEnumerable<SessionOutcome> Participation() =>
        [new("completed", "Completed the session", "share of those allocated", OutcomeKind.Binary, true, OutcomeGroup.Participation, row => row.IsCompleted ? 1 : 0)];

    private static SessionOutcome Time(string key, string title, string unit, Func<TimeSplit, long> part) =>
        new(key, title, unit, OutcomeKind.Duration, false, OutcomeGroup.Time, row => row.IsCompleted ? part(row.Session.Time) / MsPerMinute : null);

    private static SessionOutcome Count(string key, string title, string unit, Func<SessionRow, double?> count) =>
        new(key, title, unit, OutcomeKind.Count, false, OutcomeGroup.Writing, row => row.IsCompleted ? count(row) : null);

    private static double? Kept(SessionRow row)
    {
        var replies = row.CountingTurns.Select(t => t.Reply!).ToArray();
        return !row.IsCompleted || row.Document is null || replies.Length == 0 ? null : EditSurvival.Share(string.Join("\n\n", replies), row.Document);
    }

    private static int Words(string? text) => text is null ? 0 : WhiteSpace.Words(text).Count;
}
