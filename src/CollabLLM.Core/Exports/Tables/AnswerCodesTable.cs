using CollabLLM.Core.Ratings;

namespace CollabLLM.Core.Exports.Tables;

/// <summary>A coding with the answer that it is about.</summary>
public sealed record AnswerCodingRow(Answer Answer, AnswerCoding Coding);

public static class AnswerCodesTable
{
    public static ExportTable<InSession<AnswerCodingRow>> Definition { get; } = new("answer_codes", "What one coder found in one free-text answer")
    {
        KeyColumns.Of<AnswerCodingRow>(),
        { "question", "Key of the question in the study file", "key", Column.Never, row => row.Item.Answer.Question },
        { "answer_at", "When the answer was stored: with session and question it says which answer", "moment in UTC", Column.Never, row => (DateTimeOffset?)row.Item.Answer.At },
        { "coder", "Account of the coder", "name", Column.Never, row => row.Item.Coding.Coder },
        { "codes", "Codes that the coder gave; empty: read, and none fits", "codes separated by ; ", Column.Never, row => row.Item.Coding.Codes },
        { "coded_at", "When they were given last", "moment in UTC", Column.Never, row => (DateTimeOffset?)row.Item.Coding.At },
    };
}
