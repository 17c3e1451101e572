namespace CollabLLM.TestKit;

/// <summary>Two clocks that a test moves: the wall clock may jump either way, the monotonic one only forward. Waits on it end by real time.</summary>
public sealed class ManualTimeProvider(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private DateTimeOffset wall = start;
    private long monotonic;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return wall;
    }

    public override long GetTimestamp()
    {
        lock (gate) return monotonic;
    }

    /// <summary>Time passes.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        lock (gate) (wall, monotonic) = (wall + by, monotonic + by.Ticks);
    }

    /// <summary>Somebody sets the wall clock; no time passes.</summary>
    public void Jump(TimeSpan by)
    {
        lock (gate) wall += by;
    }
}
