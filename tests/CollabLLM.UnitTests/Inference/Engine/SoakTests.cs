using CollabLLM.TestKit.Soak;

namespace CollabLLM.UnitTests.Inference.Engine;

/// <summary>A few seconds in every run, a minute with FULL_BATTERIES=1; ten minutes with <c>bench -- soak</c>.</summary>
public sealed class SoakTests
{
    private static readonly TimeSpan Length = Oracle.IsFullSize ? TimeSpan.FromMinutes(1) : TimeSpan.FromSeconds(4);

    [Fact]
    public async Task Every_request_ends_once_and_nothing_stays_in_use()
    {
        using var soak = new EngineSoak();

        var report = await soak.RunAsync(Length);

        Assert.True(report.IsClean, report.ToString());
        Assert.InRange(report.Accepted, 50, long.MaxValue);
    }
}
