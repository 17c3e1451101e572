using System.Text.Json;
using CollabLLM.Core.Conversations;
using CollabLLM.Core.Ratings;
using CollabLLM.Core.Sessions;

namespace CollabLLM.Core.Exports.Tables;

/// <summary>One row per session with everything that a comparison needs. Its columns follow the study: a column per rating, checkpoint and question.</summary>
public static class SessionsTable
{
    private const string NotYet = "the session ended before";

    private static readonly Dictionary<string, string> Steps = new()
    {
        ["Consent"] = "arrived, not consented", ["Topic"] = "allocated, choosing a topic", ["Intake"] = "answering the topic questions",
        ["Instructions"] = "reading the instructions", ["CoWriting"] = "writing with the assistant", ["FinalRatings"] = "at the final ratings",
        ["FreeText"] = "at the free-text questions", ["Completed"] = "completed", ["Withdrawn"] = "withdrawn by the participant", ["NotEligible"] = "ruled out by a screening question before the allocation",
    };

    public static ExportTable<SessionRow> For(ExportScope scope)
    {
        var table = new ExportTable<SessionRow>("sessions", "One session of one participant, wide: one row per session")
        {
            KeyColumns.Of<SessionRow>(row => row.Key),
            { "arm_name", "True name of the arm", "text", "the study is not unblinded, or the session ended before allocation", row => scope.ArmName(row.Session.Arm) },
            { "document_type", "Key of the document type; the stratum of allocation", "key", NotYet, row => row.Session.DocumentType },
            { "document_type_name", "Document type as the participant read it", "text", NotYet, row => scope.DocumentTypeName(row.Session.DocumentType) },
            { "topic", "Topic that the participant chose or wrote", "text", NotYet, row => row.Session.Topic },
            { "intake", "Answers to the screening questions and to those about the topic", "JSON array of question and text", NotYet, row => Intake(row.Session) },
            new Column<SessionRow>("step", ColumnType.Text, "Where the session stands", "step", Column.Never, row => Cell.Of(row.Session.Step.ToString())) { Labels = Steps },
            { "completed", "Whether the participant reached the end", "yes or no", Column.Never, row => (bool?)row.IsCompleted },
            { "exclusion", "Why the coordinator leaves the session out of the per-protocol analysis", "text", "it is not left out", row => row.Session.ExclusionReason },
            { "started_at", "When the session began", "moment in UTC", Column.Never, row => (DateTimeOffset?)row.Session.StartedAt },
            { "cowriting_started_at", "When the co-writing began", "moment in UTC", NotYet, row => row.Session.CoWritingStartedAt },
            { "cowriting_ended_at", "When the participant ended the co-writing", "moment in UTC", NotYet, row => row.Session.CoWritingEndedAt },
            { "completed_at", "When the last step was done", "moment in UTC", NotYet, row => row.Session.CompletedAt },
            { "last_seen_at", "Last sign of the participant's browser", "moment in UTC", Column.Never, row => (DateTimeOffset?)row.Session.LastSeenAt },
            { "cowriting_ms", "From the beginning of the co-writing to its end", "ms", NotYet, row => (long?)(row.Session.CoWritingEndedAt - row.Session.CoWritingStartedAt)?.TotalMilliseconds },
            TimeColumns.Of<SessionRow>(row => row.Session.Time, "the session"),
            { "turns", "Turns with a reply", "turns", Column.Never, row => (long?)row.Session.CompletedTurns },
            { "failed_turns", "Messages whose reply failed for good", "turns", Column.Never, row => row.Turns.Count(t => t.State is TurnState.Failed) },
            { "message_words", "Words of the participant's messages that got a reply", "words", Column.Never, row => row.CountingTurns.Sum(t => (long?)Words(t.Message)) },
            { "reply_words", "Words of the replies", "words", Column.Never, row => row.CountingTurns.Sum(t => (long?)Words(t.Reply)) },
            { "document_words", "Words of the document as it was left", "words", "nothing was ever written", row => row.Document is null ? null : (long?)Words(row.Document) },
            { "document_characters", "Characters of the document as it was left", "UTF-16 units", "nothing was ever written", row => (long?)row.Document?.Length },
            { "revisions", "Stored revisions of the document", "revisions", Column.Never, row => (long?)row.Revisions },
            { "kept_reply_share", "Share of the replies' words that stand in the document in runs of at least four words", "share from 0 to 1", "no reply, or nothing was ever written", KeptShare },
        };
        AddRatings(table, scope);
        foreach (var question in scope.Definition.FreeText)
            table.Add(ColumnName.Of("text_", question.Key), $"Answer to: {question.Text}", "text", "not answered", row => row.Answered(question.Key));
        return table;
    }

    private static void AddRatings(ExportTable<SessionRow> table, ExportScope scope)
    {
        foreach (var rating in scope.Definition.FinalRatings)
            table.Add(Mark(ColumnName.Of("", rating.Key), rating, $"Final rating: {rating.Text}", null));
        foreach (var turn in scope.Checkpoints)
            table.Add(Mark($"interaction_{turn}", scope.Definition.Checkpoint, $"Interaction rating after {turn} turns", turn));
    }

    private static Column<SessionRow> Mark(string name, RatingQuestion question, string meaning, int? turn) =>
        new(name, ColumnType.Whole, meaning, $"mark from {question.Scale.Low} to {question.Scale.High}", "not reached, or the participant preferred not to say",
            row => Cell.Of(row.Rated(question.Key, turn)?.Value))
        {
            Labels = new Dictionary<string, string>
            {
                [question.Scale.Low.ToString(System.Globalization.CultureInfo.InvariantCulture)] = question.Scale.LowLabel,
                [question.Scale.High.ToString(System.Globalization.CultureInfo.InvariantCulture)] = question.Scale.HighLabel,
            },
        };

    private static string? Intake(Session session) =>
        session.Intake.Count == 0 ? null : JsonSerializer.Serialize(session.Intake, ExportJson.Options);

    private static double? KeptShare(SessionRow row)
    {
        var replies = row.CountingTurns.Select(t => t.Reply!).ToArray();
        return row.Document is null || replies.Length == 0 ? null : Metrics.EditSurvival.Share(string.Join("\n\n", replies), row.Document);
    }

    private static int Words(string? text) => text is null ? 0 : WhiteSpace.Words(text).Count;
}
