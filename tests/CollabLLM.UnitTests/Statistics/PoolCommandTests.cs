using CollabLLM.Cli;

namespace CollabLLM.UnitTests.Statistics;

public sealed class PoolCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pool").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_arm_that_no_table_has_is_refused_by_name()
    {
        var fault = await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(["--outcome", "y", "--arm", "arm", "--of", "T", "--baseline", "Z"], "arm,y\nK,1\nK,2\nT,3\nT,5\n"));

        Assert.Equal("No table has values of the arm 'Z' (--baseline) in the column 'arm'.", fault.Message);
    }

    [Fact]
    public async Task A_study_without_the_arm_is_left_out_with_the_reason()
    {
        var text = await RunAsync(["--outcome", "y", "--arm", "arm", "--of", "T", "--baseline", "K"], "arm,y\nK,1\nK,2\nT,3\nT,5\n", "arm,y\nK,1\nK,2\nM,3\nM,5\n");

        Assert.Contains("y: T minus K, 1 of 2 studies pooled", text, StringComparison.Ordinal);
        Assert.Contains("| b | 0 | 2 | An arm is empty", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Effects_that_a_table_gives_have_no_number_of_participants()
    {
        var text = await RunAsync([], "study,effect,se\nfirst,0.5,0.2\nsecond,0.3,0.1\n");

        Assert.Contains("| first | - | - | 0.5 | 0.2 |", text, StringComparison.Ordinal);
    }

    private async Task<string> RunAsync(string[] args, params string[] tables)
    {
        var files = tables.Select((text, i) => (Path: Path.Combine(_folder, $"{(char)('a' + i)}.csv"), Text: text)).ToArray();
        foreach (var (path, text) in files) await File.WriteAllTextAsync(path, text);
        using StringWriter output = new(), error = new();
        var code = await CompareCommand.RunAsync(["--pool", string.Join(',', files.Select(f => f.Path)), .. args], output, error, CancellationToken.None);
        Assert.True(code == 0, error.ToString());
        return output.ToString();
    }
}
