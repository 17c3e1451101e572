using CollabLLM.Core.Documents;

namespace CollabLLM.Core.Exports.Tables;

public static class DeltasTable
{
    private static readonly Dictionary<string, string> Sources = new()
    {
        ["user"] = "typed or pasted by the participant", ["reply"] = "put in from a reply", ["restore"] = "a kept text brought back, or the text set right after changes were lost", ["outline"] = "made from the intake answers",
    };

    public static ExportTable<InSession<DocumentDelta>> Definition { get; } = new("deltas", "One change of the document; only where the study records them and the participant consented")
    {
        KeyColumns.Of<DocumentDelta>(),
        { "sequence", "Order in the session", "from 1", Column.Never, row => (long?)row.Item.Sequence },
        { "change", "The change; applied in order to a document of one line feed they give the document", "Quill Delta in JSON", Column.Never, row => row.Item.Change },
        new Column<InSession<DocumentDelta>>("source", ColumnType.Text, "What made it", "source", Column.Never, row => Cell.Of(row.Item.Source)) { Labels = Sources },
        { "client_ms", "The browser's monotonic clock", "ms since the page began", Column.Never, row => (double?)row.Item.ClientMs },
        { "at", "When it was made, by the server's clock", "moment in UTC", Column.Never, row => (DateTimeOffset?)row.Item.At },
    };
}
