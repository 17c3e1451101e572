using System.Text.Json;
using CollabLLM.Core.Exports;
using CollabLLM.Core.Simulation;

namespace CollabLLM.Cli;

/// <summary><c>collabllm simulate</c>: whole simulated conversations with rewarded replies from single-turn data, as the published data sets were made.</summary>
internal static class SimulateCommand
{
    private const int MessagesByDefault = 10;

    public static readonly Usage Usage = new(
        "Whole simulated conversations with rewarded replies from single-turn data, in the nested CollabLLM form",
        ["--file SINGLE-TURN.jsonl --out FILE --policy MODEL"],
        [
            new("file", "SINGLE-TURN.jsonl", "{\"prompt\":..,\"completion\":..} a line"),
            new("out", "FILE", "the file that is written"),
            .. ScoringArguments.Models,
            .. ScoringArguments.OnFiles,
            new("messages", "10", "messages of a conversation, at most"),
            new("models", "FOLDER", "where models are looked up by name"),
        ]);

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var arguments = Arguments.Parse(args, Usage);
        var (path, target) = (arguments.Required("file"), arguments.Required("out"));
        try
        {
            await using var models = await FileModels.OpenAsync(arguments, "v2-offline", ct);
            var synthesis = new ConversationSynthesis(models.Preset, models.Models);
            var (rows, turns) = (0, 0);
            await OutputFile.WriteAsync(target, async stream =>
            {
                await using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
                foreach (var line in (await File.ReadAllLinesAsync(path, ct)).Where(l => l.Trim().Length > 0))
                {
                    var (prompt, completion) = Read(path, ++rows, line);
                    var made = await synthesis.RunAsync(prompt, completion, arguments.Number("messages", MessagesByDefault), Seeds.Derive(models.Seed, rows), ct);
                    turns += made.Count;
                    await writer.WriteLineAsync(Row(prompt, completion, made).AsMemory(), ct);
                }
            });
            await output.WriteLineAsync($"{target}: {rows} conversations, {turns} turns.");
            return 0;
        }
        catch (Exception fault) when (fault is FormatException or JsonException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(fault.Message);
            return 1;
        }
    }

    private static (string Prompt, string Completion) Read(string path, int number, string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return (document.RootElement.GetProperty("prompt").GetString()!, document.RootElement.GetProperty("completion").GetString()!);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"{path}, line {number}: a row needs the texts \"prompt\" and \"completion\". {fault.Message}", fault);
        }
    }

    private static string Row(string prompt, string completion, IReadOnlyList<SynthesisedTurn> turns) => JsonSerializer.Serialize(
        new Dictionary<string, object>
        {
            ["single_turn_prompt"] = prompt,
            ["single_turn_completion"] = completion,
            ["single_turn_metadata"] = new Dictionary<string, string>(),
            ["turns"] = turns.Select(t => new Dictionary<string, object>
            {
                ["prompt"] = t.Prompt.Select(m => new Dictionary<string, string> { ["role"] = Core.Exports.Pairs.ChatJson.Role(m.Role), ["content"] = m.Content }),
                ["responses"] = t.Replies.Where(r => r.Estimate.Mean is not null).Select(r => new Dictionary<string, object> { ["completion"] = r.Completion, ["score"] = r.Estimate.Mean!.Value }),
            }),
        },
        ExportJson.Options);
}
