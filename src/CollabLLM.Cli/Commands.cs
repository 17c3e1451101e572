namespace CollabLLM.Cli;

/// <summary>The one list of commands.</summary>
internal static class Commands
{
    private delegate Task<int> Command(string[] args, TextWriter output, TextWriter error, CancellationToken ct);

    private static readonly SortedDictionary<string, (Command Run, string Says)> All = new(StringComparer.Ordinal)
    {
        ["calibrate"] = (CalibrateCommand.RunAsync, CalibrateCommand.Says),
        ["compare"] = (CompareCommand.RunAsync, CompareCommand.Says),
        ["export"] = (ExportCommand.RunAsync, ExportCommand.Says),
        ["import"] = (ImportCommand.RunAsync, ImportCommand.Says),
        ["pairs"] = (PairsCommand.RunAsync, PairsCommand.Says),
        ["score"] = (ScoreCommand.RunAsync, ScoreCommand.Says),
        ["simulate"] = (SimulateCommand.RunAsync, SimulateCommand.Says),
        ["generate"] = (GenerateCommand.RunAsync, "--model DIR [--prompt-file F --raw | --messages in.json] [--max-tokens N] [--temperature T] [--top-p P] [--top-k K] [--seed S] [--json]: a reply, or a chat in the terminal"),
        ["model"] = (ModelCheckCommand.RunAsync, "check DIR [--file model.onnx]: what was understood of a model folder, and five tokens as a self-test"),
        ["study"] = (StudyCommand.RunAsync, StudyCommand.Says),
        ["template"] = (TemplateCommand.RunAsync, "--model DIR --messages in.json: prints exactly the prompt"),
        ["tokenize"] = (TokenizeCommand.RunAsync, "--model DIR --file in.jsonl [--plain]: token ids, a line each"),
    };

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken ct)
    {
        if (args.Length > 0 && All.TryGetValue(args[0], out var command))
        {
            try
            {
                return await command.Run(args[1..], output, error, ct);
            }
            catch (ArgumentException fault)
            {
                await error.WriteLineAsync($"{fault.Message}\nUse: collabllm {args[0]} {command.Says}");
                return 2;
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                await error.WriteLineAsync("Stopped.");
                return 130;
            }
        }
        var isHelp = args is ["help" or "--help" or "-h", ..];
        var target = isHelp ? output : error;
        if (!isHelp && args.Length > 0) await target.WriteLineAsync($"There is no command '{args[0]}'.");
        foreach (var (name, (_, says)) in All) await target.WriteLineAsync($"collabllm {name} {says}");
        return isHelp ? 0 : 2;
    }
}
