using CollabLLM.Core.Ratings;

namespace CollabLLM.Core.Exports.Tables;

public static class RatingsTable
{
    public static ExportTable<InSession<Rating>> Definition { get; } = new("ratings", "One answer on a scale; a changed mind is a further row, and the latest counts")
    {
        KeyColumns.Of<Rating>(),
        { "question", "Key of the question in the study file", "key", Column.Never, row => row.Item.Question },
        { "turn", "Completed turns when a checkpoint rating was given", "turns", "a final rating", row => (long?)row.Item.Turn },
        { "value", "The mark", "mark on the question's scale", "the participant preferred not to say", row => (long?)row.Item.Value },
        { "comment", "What the participant added", "text", "nothing was added", row => row.Item.Comment },
        { "at", "When it was stored", "moment in UTC", Column.Never, row => (DateTimeOffset?)row.Item.At },
    };
}
