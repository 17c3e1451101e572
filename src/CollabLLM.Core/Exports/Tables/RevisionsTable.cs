using CollabLLM.Core.Documents;

namespace CollabLLM.Core.Exports.Tables;

public static class RevisionsTable
{
    private static readonly Dictionary<string, string> Causes = new()
    {
        ["Outline"] = "made from the intake answers", ["Autosave"] = "saved while writing", ["Insert"] = "text of a reply put in",
        ["Restore"] = "an earlier revision brought back", ["Final"] = "left as the document",
    };

    public static ExportTable<InSession<DocumentRevision>> Definition { get; } = new("revisions", "One stored snapshot of the document")
    {
        KeyColumns.Of<DocumentRevision>(),
        { "revision", "Number of the snapshot", "from 1", Column.Never, row => (long?)row.Item.Number },
        new Column<InSession<DocumentRevision>>("cause", ColumnType.Text, "Why it was stored", "cause", Column.Never, row => Cell.Of(row.Item.Cause.ToString())) { Labels = Causes },
        { "turn", "Completed turns when it was stored", "turns", "it was stored outside the co-writing", row => (long?)row.Item.Turn },
        { "text", "The document as plain text", "text", Column.Never, row => row.Item.Text },
        { "content", "The document with its formats", "Quill Delta in JSON", Column.Never, row => row.Item.Content },
        { "at", "When it was stored", "moment in UTC", Column.Never, row => (DateTimeOffset?)row.Item.At },
    };
}
