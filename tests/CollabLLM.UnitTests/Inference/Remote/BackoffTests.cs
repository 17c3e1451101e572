using CollabLLM.Inference.Remote;
using Microsoft.Extensions.Options;

namespace CollabLLM.UnitTests.Inference.Remote;

public sealed class BackoffTests
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(1, 0.5, 1)]
    [InlineData(2, 1, 2)]
    [InlineData(3, 2, 4)]
    [InlineData(40, 5, 10)]
    public void The_wait_doubles_up_to_the_longest_and_is_drawn_from_its_upper_half(int attempt, double least, double most)
    {
        var waits = Enumerable.Range(0, 200).Select(seed => Backoff.Wait(attempt, First, Longest, seed, null).TotalSeconds).ToArray();

        Assert.All(waits, wait => Assert.InRange(wait, least, most));
        Assert.True(waits.Max() - waits.Min() > 0.5 * (most - least));
    }

    [Fact]
    public void The_same_request_waits_the_same()
        => Assert.Equal(Backoff.Wait(2, First, Longest, 7, null), Backoff.Wait(2, First, Longest, 7, null));

    [Fact]
    public void What_the_server_asks_for_is_kept_up_to_the_longest()
    {
        Assert.Equal(TimeSpan.FromSeconds(7), Backoff.Wait(1, First, Longest, 7, TimeSpan.FromSeconds(7)));
        Assert.Equal(Longest, Backoff.Wait(1, First, Longest, 7, TimeSpan.FromHours(1)));
    }

    [Fact]
    public void Settings_out_of_range_are_named_with_their_model_and_without_the_key()
    {
        var options = new RemoteOptions { Models = { ["far"] = new() { BaseUrl = "ftp://x", Model = "m", Key = "secret", Retries = -1 } } };

        var result = new RemoteOptionsValidator().Validate(Options.DefaultName, options);

        Assert.Contains("Remote:Models:far", result.FailureMessage, StringComparison.Ordinal);
        Assert.Contains("BaseUrl is 'ftp://x'", result.FailureMessage, StringComparison.Ordinal);
        Assert.Contains("Retries", result.FailureMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", result.FailureMessage, StringComparison.Ordinal);
    }
}
