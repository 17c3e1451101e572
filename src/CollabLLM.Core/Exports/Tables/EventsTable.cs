using CollabLLM.Core.Sessions;

namespace CollabLLM.Core.Exports.Tables;

public static class EventsTable
{
    public static ExportTable<InSession<SessionEvent>> Definition { get; } = new("events", "Something that happened in a session, in order, on both clocks")
    {
        KeyColumns.Of<SessionEvent>(),
        { "sequence", "Order in the session", "from 1", Column.Never, row => (long?)row.Item.Sequence },
        { "kind", "What happened; the kinds are listed in the source as EventKinds", "kind", Column.Never, row => row.Item.Kind },
        { "turn", "Turn that it belongs to", "from 1", "it belongs to none", row => (long?)row.Item.Turn },
        { "client_ms", "The browser's monotonic clock", "ms since the page began", "an event of the server", row => row.Item.ClientMs },
        { "server_at", "When the server stored it", "moment in UTC", Column.Never, row => (DateTimeOffset?)row.Item.ServerAt },
        { "data", "What belongs to the kind", "JSON object", "nothing belongs to it", row => row.Item.Data },
    };
}
