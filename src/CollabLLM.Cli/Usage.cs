namespace CollabLLM.Cli;

/// <summary>One option of a command.</summary>
/// <param name="Value">What follows it, as the help prints it; null for a flag.</param>
internal sealed record Option(string Name, string? Value, string Meaning)
{
    public string Text => Value is null ? $"--{Name}" : $"--{Name} {Value}";
}

/// <summary>How a command is used: the help prints it, the arguments are read by it.</summary>
/// <param name="Summary">One line for the list of commands.</param>
/// <param name="Forms">What stands behind the command's name, one line for each way to use it.</param>
internal sealed record Usage(string Summary, IReadOnlyList<string> Forms, params IReadOnlyList<Option> Options)
{
    public void Write(string command, TextWriter target)
    {
        target.WriteLine($"{Summary}\n");
        foreach (var form in Forms) target.WriteLine($"  collabllm {command} {form}");
        target.WriteLine();
        var width = Options.Max(o => o.Text.Length) + 2;
        foreach (var option in Options) target.WriteLine($"  {option.Text.PadRight(width)}{option.Meaning}");
    }
}
