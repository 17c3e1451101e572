using CollabLLM.Core.Ratings;

namespace CollabLLM.Core.Exports.Tables;

public static class AnswersTable
{
    public static ExportTable<InSession<Answer>> Definition { get; } = new("answers", "One free-text answer; the latest per question counts")
    {
        KeyColumns.Of<Answer>(),
        { "question", "Key of the question in the study file", "key", Column.Never, row => row.Item.Question },
        { "text", "The answer", "text", Column.Never, row => row.Item.Text },
        { "at", "When it was stored", "moment in UTC", Column.Never, row => (DateTimeOffset?)row.Item.At },
    };
}
