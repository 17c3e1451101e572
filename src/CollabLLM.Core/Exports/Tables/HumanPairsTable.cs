using CollabLLM.Core.Sessions;

namespace CollabLLM.Core.Exports.Tables;

public static class HumanPairsTable
{
    private static readonly Dictionary<string, string> Sources = new(StringComparer.Ordinal)
    {
        ["Picked"] = "the participant got two replies to pick from", ["Edited"] = "the participant wrote a reply anew",
    };

    private static readonly Dictionary<string, string> Preferences = new(StringComparer.Ordinal)
    {
        ["First"] = "the first text", ["Second"] = "the second text", ["None"] = "no preference; the conversation went on with the first text",
    };

    public static ExportTable<InSession<HumanPair>> Definition { get; } = new("human_pairs", "Two texts at one place of a conversation, and which of them the participant preferred")
    {
        KeyColumns.Of<HumanPair>(),
        { "turn", "Turn at which the two texts stood, from 1", "number", Column.Never, row => (long?)row.Item.Turn },
        new Column<InSession<HumanPair>>("source", ColumnType.Text, "How the pair came about", "source", Column.Never, row => Cell.Of(row.Item.Source.ToString())) { Labels = Sources },
        { "number", "From 1 within turn and source; of several edits the latest counts", "number", Column.Never, row => (long?)row.Item.Number },
        { "first", "Reply that was sampled first, or the original of an edited one", "text", Column.Never, row => row.Item.First },
        { "second", "Reply that was sampled second, or the participant's version", "text", Column.Never, row => row.Item.Second },
        { "policy_id", "Policy that wrote the replies", "identifier", Column.Never, row => row.Item.PolicyId },
        { "first_seed", "Seed of the first reply", "number", "an edited reply", row => row.Item.FirstSeed },
        { "second_seed", "Seed of the second reply", "number", "an edited reply", row => row.Item.SecondSeed },
        { "first_is_left", "Whether the first reply stood left, or above on a narrow page", "yes or no", "an edited reply", row => row.Item.FirstIsLeft },
        new Column<InSession<HumanPair>>("preferred", ColumnType.Text, "Which text the participant preferred", "preference", "the participant has not answered", row => Cell.Of(row.Item.Preferred?.ToString())) { Labels = Preferences },
        { "offered_at", "When both texts were there", "moment in UTC", Column.Never, row => (DateTimeOffset?)row.Item.OfferedAt },
        { "answered_at", "When the participant answered", "moment in UTC", "the participant has not answered", row => row.Item.AnsweredAt },
        new Column<InSession<HumanPair>>("decision", ColumnType.Text, "What a researcher decided", "decision", "not decided", row => Cell.Of(row.Item.Decision)) { Labels = PairsTable.Decisions },
        { "note", "The researcher's note", "text", "none", row => row.Item.Note },
    };
}
