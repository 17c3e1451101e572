namespace CollabLLM.Core.Exports.Tables;

/// <summary>One utterance of a conversation.</summary>
public sealed record MessageRow(int Index, int Turn, string Role, string Content, DateTimeOffset At);

public static class MessagesTable
{
    private static readonly Dictionary<string, string> Roles = new() { ["user"] = "the participant", ["assistant"] = "the policy" };

    public static ExportTable<InSession<MessageRow>> Definition { get; } = new("messages", "One utterance of the conversation, in order, as trainers of models want it")
    {
        KeyColumns.Of<MessageRow>(),
        { "position", "Position in the conversation", "from 1", Column.Never, row => (long?)row.Item.Index },
        { "turn", "Turn that the message belongs to", "from 1", Column.Never, row => (long?)row.Item.Turn },
        new Column<InSession<MessageRow>>("role", ColumnType.Text, "Who speaks", "chat role", Column.Never, row => Cell.Of(row.Item.Role)) { Labels = Roles },
        { "content", "The words", "text", Column.Never, row => row.Item.Content },
        { "at", "When it was stored", "moment in UTC", Column.Never, row => (DateTimeOffset?)row.Item.At },
    };
}
