using System.Text.Json;
using CollabLLM.Inference.Models;
using CollabLLM.Inference.Templates;

namespace CollabLLM.Cli;

/// <summary><c>collabllm template --model DIR --messages in.json</c>: prints exactly the prompt that the model's chat template makes.</summary>
internal static class TemplateCommand
{
    public static readonly Usage Usage = new(
        "Prints exactly the prompt that a model's chat template makes",
        ["--model DIR --messages FILE.json"],
        [new("model", "DIR", "the model's folder"), new("messages", "FILE.json", "{\"messages\":[{\"role\":..,\"content\":..}],\"add_generation_prompt\":true}")]);

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var arguments = Arguments.Parse(args, Usage);
        try
        {
            var template = ChatTemplate.Load(arguments.Required("model"));
            using var input = JsonDocument.Parse(LenientJson.Mend(await File.ReadAllTextAsync(arguments.Required("messages"), ct)));
            await output.WriteAsync(template.Render(input.RootElement).Text.AsMemory(), ct);
            return 0;
        }
        catch (Exception fault) when (fault is ModelFolderException or JinjaException or IOException)
        {
            await error.WriteLineAsync(fault.Message);
            return 1;
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            await error.WriteLineAsync($"The messages cannot be read: {fault.Message} Write {{\"messages\": [{{\"role\": \"user\", \"content\": \"..\"}}], \"add_generation_prompt\": true}}.");
            return 1;
        }
    }
}
