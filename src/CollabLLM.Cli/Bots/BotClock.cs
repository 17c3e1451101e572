namespace CollabLLM.Cli.Bots;

/// <summary>
/// The clock of a run of bots. Each bot lives in a time of its own: real time, with the minutes that a person would spend typing and reading
/// skipped over. So a session of twenty minutes is played in seconds and its stored times are those of twenty minutes.
/// </summary>
internal sealed class BotClock : TimeProvider
{
    private static readonly AsyncLocal<BotTime?> Own = new();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + (Own.Value?.Shift ?? TimeSpan.Zero);

    /// <summary>Begins a bot's own time in this flow of calls, the given span before now.</summary>
    public static BotTime Begin(TimeSpan before) => Own.Value = new BotTime(-before);
}
