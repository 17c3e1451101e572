using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CollabLLM.Core.Conversations;
using CollabLLM.Core.Policies;
using CollabLLM.Inference;
using CollabLLM.Inference.Engine;
using CollabLLM.Inference.Models;

namespace CollabLLM.Cli;

/// <summary><c>collabllm generate --model DIR</c>: one reply to a prompt or a conversation, or a chat in the terminal.</summary>
internal static class GenerateCommand
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly Usage Usage = new(
        "One reply to a prompt or a conversation, or a chat in the terminal",
        ["--model DIR", "--model DIR --prompt-file FILE [--raw] [--json]", "--model DIR --messages FILE.json [--json]"],
        [
            new("model", "DIR", "the model's folder"),
            new("prompt-file", "FILE", "one message of a user"),
            new("raw", null, "the file is the whole prompt: no chat template"),
            new("messages", "FILE.json", "{\"messages\":[{\"role\":..,\"content\":..}]}"),
            new("max-tokens", "N", "longest reply"),
            new("temperature", "T", "0 draws the likeliest token; like the next ones the folder's own without it"),
            new("top-p", "P", "nucleus"),
            new("top-k", "K", "only the K likeliest tokens"),
            new("min-p", "P", "only tokens at least P times as likely as the likeliest"),
            new("repetition-penalty", "R", "1 is none"),
            new("seed", "0", "same seed, same text"),
            new("stop", "TEXT", "the reply ends before this text"),
            new("json", null, "ids, text, reason of the end and times as JSON"),
            .. TerminalModel.Options,
        ]);

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var arguments = Arguments.Parse(args, Usage);
        try
        {
            await using var terminal = TerminalModel.Load(arguments, arguments.Required("model"), chats: !arguments.Has("raw"));
            var request = terminal.Request(arguments);
            if (arguments.Has("prompt-file"))
            {
                var text = await File.ReadAllTextAsync(arguments.Required("prompt-file"), ct);
                await ReplyAsync(terminal, arguments.Has("raw") ? terminal.Model.Text.Raw(text) : terminal.Model.Text.Prompt([Message.User(text)]), request, arguments.Has("json"), output, ct);
            }
            else if (arguments.Has("messages"))
            {
                await ReplyAsync(terminal, terminal.Model.Text.Prompt(Messages(arguments.Required("messages"))), request, arguments.Has("json"), output, ct);
            }
            else
            {
                await ChatAsync(terminal, request, output, ct);
            }

            return 0;
        }
        catch (Exception fault) when (fault is ModelFolderException or PolicyUnavailableException or IOException or FormatException)
        {
            await error.WriteLineAsync(fault.Message);
            return 1;
        }
    }

    private static async Task<string> ReplyAsync(TerminalModel terminal, int[] prompt, ReplyRequest request, bool json, TextWriter output, CancellationToken ct)
    {
        var reply = terminal.Start(prompt, request);
        var text = new StringBuilder();
        await foreach (var piece in reply.ReadAsync(ct))
        {
            text.Append(piece);
            if (json) continue;
            await output.WriteAsync(piece.AsMemory(), ct);
            await output.FlushAsync(ct);
        }

        await output.WriteLineAsync(json ? Line(prompt, reply.Ids, text.ToString(), await reply.Outcome) : "");
        return text.ToString();
    }

    private static string Line(int[] prompt, List<int> ids, string text, GenerationOutcome outcome) => JsonSerializer.Serialize(
        new
        {
            prompt_ids = prompt,
            ids,
            text,
            finish_reason = outcome.Finish == FinishKind.Length ? "length" : "stop",
            timings = new
            {
                queue_ms = outcome.Queued.TotalMilliseconds, first_token_ms = outcome.FirstToken?.TotalMilliseconds, stream_ms = outcome.Stream.TotalMilliseconds,
                prompt_tokens = outcome.PromptTokens, reused_tokens = outcome.ReusedTokens, reply_tokens = outcome.ReplyTokens,
            },
        },
        Json);

    private static async Task ChatAsync(TerminalModel terminal, ReplyRequest request, TextWriter output, CancellationToken ct)
    {
        await output.WriteLineAsync("Write a message; an empty line ends the chat.");
        var conversation = Conversation.Empty;
        while (await Console.In.ReadLineAsync(ct) is { Length: > 0 } line)
        {
            conversation = conversation.With(Message.User(line));
            var reply = await ReplyAsync(terminal, terminal.Model.Text.Prompt(conversation), request, json: false, output, ct);
            conversation = conversation.With(Message.Assistant(reply));
        }
    }

    /// <summary><c>{"messages":[{"role":"user","content":".."}]}</c>, or the array alone.</summary>
    private static Message[] Messages(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            var list = document.RootElement.ValueKind == JsonValueKind.Array ? document.RootElement : document.RootElement.GetProperty("messages");
            return [.. list.EnumerateArray().Select(m => new Message(Enum.Parse<MessageRole>(m.GetProperty("role").GetString()!, ignoreCase: true), m.GetProperty("content").GetString()!))];
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"{file} is not {{\"messages\":[{{\"role\":\"user\",\"content\":\"..\"}}]}} with the roles system, user and assistant.");
        }
    }
}
