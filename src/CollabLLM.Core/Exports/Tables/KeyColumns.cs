namespace CollabLLM.Core.Exports.Tables;

/// <summary>The columns by which the rows of all tables are joined.</summary>
internal static class KeyColumns
{
    public static IEnumerable<Column<InSession<T>>> Of<T>() => Of<InSession<T>>(row => row.Key);

    public static IEnumerable<Column<TRow>> Of<TRow>(Func<TRow, SessionKey> key) =>
    [
        new("participant_id", ColumnType.Text, "Participant, by a stable pseudonym", "identifier", Column.Never, row => Cell.Of(key(row).Participant)),
        new("session_id", ColumnType.Text, "Session, by a stable pseudonym", "identifier", Column.Never, row => Cell.Of(key(row).Session)),
        new("arm", ColumnType.Text, "Code of the arm; says nothing about what the arm is", "code", "the session ended before allocation", row => Cell.Of(key(row).Arm)),
    ];
}
