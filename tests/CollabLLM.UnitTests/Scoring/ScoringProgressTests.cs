using CollabLLM.Cli;
using CollabLLM.Core.Rewards;
using CollabLLM.Data.Scoring;

namespace CollabLLM.UnitTests.Scoring;

/// <summary>What is said of a run that is under way.</summary>
public sealed class ScoringProgressTests
{
    [Fact]
    public void Reasons_that_differ_in_numbers_only_are_one_and_the_most_frequent_tells_it()
    {
        ScoringFailure[] failures =
        [
            new("sample", "The prompt has 1336 tokens; 1 to 1279 fit the model.", 9),
            new("sample", "The judge answered nothing.", 11),
            new("sample", "The prompt has 1293 tokens; 1 to 1279 fit the model.", 3),
            new("job", "The prompt has 1293 tokens; 1 to 1279 fit the model.", 1),
        ];

        Assert.Equal(
            [
                new("sample", "The prompt has 1336 tokens; 1 to 1279 fit the model.", 12),
                new("sample", "The judge answered nothing.", 11),
                new ScoringFailure("job", "The prompt has 1293 tokens; 1 to 1279 fit the model.", 1),
            ],
            ReadProgress.Alike(failures));
    }

    [Theory]
    [InlineData(61, "3 of 10 turns, 41 samples a minute, about 2 minutes left")]
    [InlineData(null, "3 of 10 turns, 41 samples a minute")]
    public void The_command_line_says_how_far_it_is(int? secondsLeft, string words)
    {
        var jobs = Enum.GetValues<ScoringJobState>().ToDictionary(s => s, s => s switch { ScoringJobState.Done => 2, ScoringJobState.Failed => 1, ScoringJobState.Pending => 7, _ => 0 });
        TimeSpan? left = secondsLeft is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        var progress = new ScoringProgress(Guid.Empty, "v2", "hash", ScoringRunState.Running, jobs, 41.2, left, [], new(null, null, null), 0, 0, 0, 0, DateTimeOffset.UnixEpoch, null!);

        Assert.Equal(words, ScoringDrain.Words(progress));
    }
}
