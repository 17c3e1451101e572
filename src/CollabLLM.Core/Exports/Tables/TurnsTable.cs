using CollabLLM.Core.Conversations;
using CollabLLM.Core.Sessions;

namespace CollabLLM.Core.Exports.Tables;

public static class TurnsTable
{
    private static readonly Dictionary<string, string> States = new()
    {
        ["Waiting"] = "the reply was being made", ["Choosing"] = "two replies were there, none picked yet, does not count", ["Completed"] = "replied", ["Stopped"] = "stopped by the participant, counts", ["Failed"] = "no reply, does not count",
    };

    public static ExportTable<InSession<Turn>> Definition { get; } = new("turns", "One exchange: the participant's message and the policy's reply")
    {
        KeyColumns.Of<Turn>(),
        { "turn", "Number of the turn in its session, failed ones included", "from 1", Column.Never, row => (long?)row.Item.Number },
        new Column<InSession<Turn>>("state", ColumnType.Text, "How the turn ended", "state", Column.Never, row => Cell.Of(Name(row.Item.State))) { Labels = States },
        { "message", "What the participant wrote", "text", Column.Never, row => row.Item.Message },
        { "reply", "What the participant saw as the reply", "text", "the turn failed or was waiting", row => row.Item.Reply },
        { "message_words", "Words of the message", "words", Column.Never, row => (long?)Words(row.Item.Message) },
        { "reply_words", "Words of the reply", "words", "the turn failed or was waiting", row => row.Item.Reply is { } reply ? (long?)Words(reply) : null },
        { "sent_at", "When the message was stored", "moment in UTC", Column.Never, row => (DateTimeOffset?)row.Item.SentAt },
        { "replied_at", "When the reply was stored", "moment in UTC", "the turn failed or was waiting", row => row.Item.RepliedAt },
        { "attempts", "Attempts to reply", "attempts", Column.Never, row => (long?)row.Item.Attempts },
        { "flags", "What the coordinator should look at", "words separated by blanks", Column.Never, row => row.Item.Flags },
        { "request_key", "Key by which a message sent twice is one turn", "identifier", Column.Never, row => row.Item.RequestKey },
        TimeColumns.Of<InSession<Turn>>(row => row.Item.Time, "the turn"),
    };

    private static string Name(TurnState state) => state switch
    {
        TurnState.Completed => nameof(TurnState.Completed),
        TurnState.Stopped => nameof(TurnState.Stopped),
        TurnState.Failed => nameof(TurnState.Failed),
        TurnState.Choosing => nameof(TurnState.Choosing),
        _ => nameof(TurnState.Waiting),
    };

    private static int Words(string text)
    {
        var (words, inside) = (0, false);
        foreach (var c in text)
        {
            var blank = WhiteSpace.Is(c);
            if (!blank && !inside) words++;
            inside = !blank;
        }
        return words;
    }
}
