namespace CollabLLM.Cli;

/// <summary>The one list of commands.</summary>
internal static class Commands
{
    private delegate Task<int> Command(string[] args, TextWriter output, TextWriter error, CancellationToken ct);

    private static readonly SortedDictionary<string, (Command Run, Usage Usage)> All = new(StringComparer.Ordinal)
    {
        ["calibrate"] = (CalibrateCommand.RunAsync, CalibrateCommand.Usage),
        ["compare"] = (CompareCommand.RunAsync, CompareCommand.Usage),
        ["export"] = (ExportCommand.RunAsync, ExportCommand.Usage),
        ["import"] = (ImportCommand.RunAsync, ImportCommand.Usage),
        ["pairs"] = (PairsCommand.RunAsync, PairsCommand.Usage),
        ["score"] = (ScoreCommand.RunAsync, ScoreCommand.Usage),
        ["simulate"] = (SimulateCommand.RunAsync, SimulateCommand.Usage),
        ["generate"] = (GenerateCommand.RunAsync, GenerateCommand.Usage),
        ["model"] = (ModelCheckCommand.RunAsync, ModelCheckCommand.Usage),
        ["study"] = (StudyCommand.RunAsync, StudyCommand.Usage),
        ["template"] = (TemplateCommand.RunAsync, TemplateCommand.Usage),
        ["tokenize"] = (TokenizeCommand.RunAsync, TokenizeCommand.Usage),
    };

    private static bool IsHelp(string word) => word is "help" or "--help" or "-h";

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken ct)
    {
        if (args is [var word, .. var rest] && IsHelp(word)) return Help(rest.FirstOrDefault(), output, error);
        if (args is not [var name, ..] || !All.TryGetValue(name, out var command))
        {
            if (args.Length > 0) await error.WriteLineAsync($"There is no command '{args[0]}'.");
            List(error);
            return 2;
        }
        if (args.Skip(1).Any(IsHelp)) return Help(name, output, error);
        try
        {
            return await command.Run(args[1..], output, error, ct);
        }
        catch (ArgumentException fault)
        {
            await error.WriteLineAsync($"{fault.Message} See: collabllm help {name}");
            return 2;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await error.WriteLineAsync("Stopped.");
            return 130;
        }
    }

    private static int Help(string? name, TextWriter output, TextWriter error)
    {
        if (name is null)
        {
            List(output);
            return 0;
        }
        if (!All.TryGetValue(name, out var command))
        {
            error.WriteLine($"There is no command '{name}'.");
            List(error);
            return 2;
        }
        command.Usage.Write(name, output);
        return 0;
    }

    private static void List(TextWriter target)
    {
        var width = All.Keys.Max(n => n.Length) + 2;
        foreach (var (name, (_, usage)) in All) target.WriteLine($"  {name.PadRight(width)}{usage.Summary}");
        target.WriteLine("\nOptions of one command: collabllm help COMMAND");
    }
}
