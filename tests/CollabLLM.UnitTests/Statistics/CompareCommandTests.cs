using System.Text.Json;
using CollabLLM.Cli;

namespace CollabLLM.UnitTests.Statistics;

public sealed class CompareCommandTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task The_papers_engaging_counts_come_out_of_a_file_with_p_0_028()
    {
        var rows = Enumerable.Range(0, 61).Select(i => $"b{i},base,{(i < 26 ? 1 : 0)}").Concat(Enumerable.Range(0, 58).Select(i => $"c{i},collab,{(i < 37 ? 1 : 0)}"));
        await File.WriteAllLinesAsync(_file, ["id,arm,engaging", .. rows]);

        var (code, output, _) = await RunAsync("--outcome", "engaging", "--arm", "arm", "--id", "id", "--baseline", "base", "--json");

        var pair = JsonDocument.Parse(output).RootElement.GetProperty("pairs")[0];
        Assert.Equal(0, code);
        Assert.Equal(0.028, pair.GetProperty("fisherExact").GetProperty("p").GetDouble(), 3);
        Assert.Equal(37 / 58.0 - 26 / 61.0, pair.GetProperty("meanDifference").GetDouble(), 12);
    }

    [Fact]
    public async Task A_column_that_is_not_there_is_said_and_nothing_is_written()
    {
        await File.WriteAllTextAsync(_file, "arm,quality\nbase,7\n");

        var (code, output, error) = await RunAsync("--outcome", "qualty", "--arm", "arm", "--json");

        Assert.Equal((1, ""), (code, output));
        Assert.Contains("There is no column 'qualty'. The columns are: arm, quality.", error);
    }

    [Fact]
    public async Task An_unknown_option_is_refused()
    {
        var fault = await Assert.ThrowsAsync<ArgumentException>(() => RunAsync("--outcome", "y", "--arm", "arm", "--sed", "1"));

        Assert.Equal("There is no option '--sed'.", fault.Message);
    }

    [Fact]
    public async Task Without_json_the_finding_comes_first_in_markdown()
    {
        await File.WriteAllTextAsync(_file, "arm,quality\nbase,7\nbase,8\ncollab,7\ncollab,8\n");

        var (_, output, _) = await RunAsync("--outcome", "quality", "--arm", "arm");

        Assert.StartsWith("# quality\n\nThe data do not say which arm is better", output, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using StringWriter output = new(), error = new();
        var code = await CompareCommand.RunAsync(["--sessions", _file, .. args], output, error, CancellationToken.None);
        return (code, output.ToString(), error.ToString());
    }
}
