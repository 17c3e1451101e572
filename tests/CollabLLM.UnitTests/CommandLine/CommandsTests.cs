using CollabLLM.Cli;

namespace CollabLLM.UnitTests.CommandLine;

/// <summary>What the command line says to whoever asks or errs.</summary>
public sealed class CommandsTests : IDisposable
{
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    [Fact]
    public async Task Help_lists_every_command_in_one_line_and_says_where_the_options_stand()
    {
        Assert.Equal(0, await RunAsync("help"));

        string[] names = ["calibrate", "compare", "export", "generate", "import", "model", "pairs", "score", "simulate", "study", "template", "tokenize"];
        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(names, lines[..^1].Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]));
        Assert.Contains("collabllm help COMMAND", lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("help", "score")]
    [InlineData("score", "--help")]
    [InlineData("score", "--study", "demo", "-h")]
    public async Task The_help_of_a_command_names_each_option_on_a_line_of_its_own(params string[] args)
    {
        Assert.Equal(0, await RunAsync(args));

        var lines = output.ToString().Split('\n');
        Assert.Contains(lines, l => l.StartsWith("  --preset NAME|FILE.json ", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("  --queue-only ", StringComparison.Ordinal));
        Assert.Contains("  collabllm score --study SLUG", lines);
    }

    [Theory]
    [InlineData("There is no option '--temprature'. See: collabllm help generate", "generate", "--temprature", "1")]
    [InlineData("--json takes no value. See: collabllm help pairs", "pairs", "--json=yes")]
    [InlineData("--seed needs a value: --seed 0. See: collabllm help generate", "generate", "--model", "x", "--seed", "--json")]
    [InlineData("--seed needs a value: --seed 0. See: collabllm help generate", "generate", "--seed")]
    [InlineData("--study is missing. See: collabllm help pairs", "pairs")]
    public async Task A_slip_is_named_before_anything_is_done(string says, params string[] args)
    {
        Assert.Equal(2, await RunAsync(args));

        Assert.Equal(says, error.ToString().Trim());
        Assert.Empty(output.ToString());
    }

    [Theory]
    [InlineData("There is no command 'scroe'.", "scroe")]
    [InlineData("There is no command 'scroe'.", "help", "scroe")]
    [InlineData("calibrate")]
    public async Task Without_a_known_command_the_list_is_shown(string says, params string[] args)
    {
        Assert.Equal(2, await RunAsync(args));

        Assert.Contains(says, error.ToString(), StringComparison.Ordinal);
        Assert.Contains("collabllm help COMMAND", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_begins_with_dashes_is_given_with_an_equals_sign()
    {
        var arguments = Arguments.Parse(["--stop=--end--", "file"], GenerateCommand.Usage);

        Assert.Equal("--end--", arguments.Optional("stop"));
        Assert.Equal(["file"], arguments.Positional);
    }

    public void Dispose()
    {
        output.Dispose();
        error.Dispose();
    }

    private Task<int> RunAsync(params string[] args) => Commands.RunAsync(args, output, error, CancellationToken.None);
}
