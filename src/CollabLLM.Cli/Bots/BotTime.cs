namespace CollabLLM.Cli.Bots;

/// <summary>How far a bot's time is from real time.</summary>
internal sealed class BotTime(TimeSpan shift)
{
    public TimeSpan Shift { get; private set; } = shift;

    public void Skip(double ms) => Shift += TimeSpan.FromMilliseconds(ms);
}
