namespace CollabLLM.IntegrationTests.Scoring;

/// <summary>A clock that stands still until it is moved; waits on it end by real time.</summary>
internal sealed class Clock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset now = start;

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan by) => now += by;
}
