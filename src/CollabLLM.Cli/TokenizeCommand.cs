using System.Text.Json;
using CollabLLM.Inference.Models;
using CollabLLM.Inference.Tokenizers;

namespace CollabLLM.Cli;

/// <summary><c>collabllm tokenize --model DIR --file in.jsonl [--plain]</c>: one JSON string a line in, one JSON array of ids a line out.</summary>
internal static class TokenizeCommand
{
    public static readonly Usage Usage = new(
        "Token ids of texts, a line each",
        ["--model DIR --file TEXTS.jsonl [--plain]"],
        [new("model", "DIR", "the model's folder"), new("file", "TEXTS.jsonl", "one JSON string a line"), new("plain", null, "everything is text, as for people's words: no control tokens")]);

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var arguments = Arguments.Parse(args, Usage);
        try
        {
            var tokenizer = Tokenizer.Load(arguments.Required("model"));
            var plain = arguments.Has("plain");
            var number = 0;
            await foreach (var line in File.ReadLinesAsync(arguments.Required("file"), ct))
            {
                number++;
                if (string.IsNullOrWhiteSpace(line)) continue;
                await output.WriteLineAsync(JsonSerializer.Serialize(tokenizer.Encode(Text(line, number), plain: plain)).AsMemory(), ct);
            }
            return 0;
        }
        catch (Exception fault) when (fault is ModelFolderException or IOException or FormatException)
        {
            await error.WriteLineAsync(fault.Message);
            return 1;
        }
    }

    private static string Text(string line, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<string>(LenientJson.Mend(line)) ?? throw new FormatException($"Line {number} is null; each line is a JSON string.");
        }
        catch (JsonException)
        {
            throw new FormatException($"Line {number} is not a JSON string: write each text in double quotes, with quotes and line ends escaped.");
        }
    }
}
