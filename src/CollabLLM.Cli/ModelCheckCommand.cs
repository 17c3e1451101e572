using CollabLLM.Core.Conversations;
using CollabLLM.Core.Policies;
using CollabLLM.Inference.Models;
using CollabLLM.Inference.Tokenizers;

namespace CollabLLM.Cli;

/// <summary><c>collabllm model check DIR</c>: what was understood of a model folder, or the sentence why it cannot be served.</summary>
internal static class ModelCheckCommand
{
    private const int SelfTestTokens = 5;

    public static readonly Usage Usage = new("What was understood of a model folder, and five tokens as a self-test", ["check DIR"], TerminalModel.Options);

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var arguments = Arguments.Parse(args, Usage);
        if (arguments.Positional is not ["check", var folder]) throw new ArgumentException("It takes the word check and a folder.");
        try
        {
            await using var terminal = TerminalModel.Load(arguments, folder);
            await DescribeAsync(terminal, folder, output);
            await SelfTestAsync(terminal, output, ct);
            return 0;
        }
        catch (Exception fault) when (fault is ModelFolderException or PolicyUnavailableException)
        {
            await error.WriteLineAsync($"This folder cannot be served. {fault.Message}");
            return 1;
        }
    }

    private static async Task DescribeAsync(TerminalModel terminal, string folder, TextWriter output)
    {
        var model = terminal.Model;
        var what = model.Description;
        var tokenizer = Tokenizer.Load(folder);
        var specials = Enumerable.Range(0, tokenizer.VocabularySize).Where(tokenizer.IsSpecial).Select(id => $"{tokenizer.TokenOf(id)} ({id})").ToArray();
        (string, string)[] lines =
        [
            ("graph", Path.GetRelativePath(folder, what.GraphFile)),
            ("hash", what.Hash),
            ("family", what.Family),
            ("layers", $"{what.Layers}"),
            ("heads", $"{what.Heads} of {what.HeadSize}, {what.KvHeads} for keys and values"),
            ("context length", $"{what.ContextLength}"),
            ("vocabulary", $"{what.Vocabulary} logits, {tokenizer.VocabularySize} ids in the tokenizer"),
            ("dtype", $"{what.KvType} keys and values"),
            ("provider", $"{model.Provider.Name} ({model.Provider.Reason})"),
            ("attention", model.PlainBecause is { } reason ? $"plain ({reason})" : "paged, checked against the graph"),
            ("chat template", model.Text is Inference.FolderText { NoChatBecause: { } why } ? $"none, it continues text but cannot chat: {why}" : "yes"),
            ("end tokens", string.Join(", ", what.EndTokens.Select(id => $"{tokenizer.TokenOf(id)} ({id})"))),
            ("special tokens", specials.Length <= 12 ? string.Join(", ", specials) : $"{string.Join(", ", specials.Take(12))} and {specials.Length - 12} more"),
        ];
        foreach (var (name, value) in lines) await output.WriteLineAsync($"{name + ":",-16}{value}");
    }

    private static async Task SelfTestAsync(TerminalModel terminal, TextWriter output, CancellationToken ct)
    {
        var text = terminal.Model.Text;
        var prompt = text is Inference.FolderText { NoChatBecause: not null } ? text.Raw("Hello") : text.Prompt([Message.User("Hello")]);
        var request = new Inference.ReplyRequest(new(), SelfTestTokens, [], ReplyPriority.Interactive);
        var reply = terminal.Start(prompt, request);
        var words = "";
        await foreach (var piece in reply.ReadAsync(ct)) words += piece;
        var outcome = await reply.Outcome;
        await output.WriteLineAsync(FormattableString.Invariant(
            $"{"self-test:",-16}{reply.Ids.Count} tokens [{string.Join(", ", reply.Ids)}] \"{words}\", first after {outcome.FirstToken?.TotalMilliseconds:f0} ms"));
    }
}
