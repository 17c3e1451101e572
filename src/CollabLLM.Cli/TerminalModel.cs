using CollabLLM.Core.Policies;
using CollabLLM.Inference;
using CollabLLM.Inference.Sampling;

namespace CollabLLM.Cli;

/// <summary>A model folder loaded for one command.</summary>
internal sealed class TerminalModel(LoadedModel model, InferenceOptions options) : IAsyncDisposable
{
    /// <summary>How a folder is loaded.</summary>
    public static readonly Option[] Options =
    [
        new("file", "MODEL.onnx", "the graph, when the folder has several"),
        new("provider", "auto|cpu|cuda", "where it runs"),
    ];

    public LoadedModel Model { get; } = model;

    /// <param name="chats">False when only text is continued: then the folder's chat template does not matter.</param>
    /// <exception cref="Inference.Models.ModelFolderException">The folder cannot be served.</exception>
    public static TerminalModel Load(Arguments arguments, string folder, bool chats = true)
    {
        var options = new InferenceOptions { Provider = arguments.Optional("provider") ?? "auto" };
        return new(LoadedModel.Load(folder, arguments.Optional("file"), options, TimeProvider.System, chats ? FolderText.Load : FolderText.LoadForText), options);
    }

    /// <summary>What the arguments say about drawing tokens; the folder's own defaults where they say nothing.</summary>
    public ReplyRequest Request(Arguments arguments) => new(
        new SamplingSettings(
            Number(arguments, "temperature", Model.Defaults.Temperature), arguments.Number("top-k", Model.Defaults.TopK),
            Number(arguments, "top-p", Model.Defaults.TopP), Number(arguments, "min-p", Model.Defaults.MinP),
            Number(arguments, "repetition-penalty", Model.Defaults.RepetitionPenalty), Seed: arguments.Number("seed", 0)),
        arguments.Number("max-tokens", Model.Defaults.MaxTokens ?? options.DefaultMaxTokens),
        arguments.Optional("stop") is { Length: > 0 } stop ? [stop] : [], ReplyPriority.Interactive);

    public ReplyStream Start(int[] prompt, ReplyRequest request) => ReplyStream.Start(Model, prompt, request, options, TimeProvider.System);

    public ValueTask DisposeAsync() => Model.DisposeAsync();

    private static double Number(Arguments arguments, string name, double otherwise) =>
        arguments.Optional(name) is not { } text ? otherwise
        : double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number
        : throw new ArgumentException($"--{name} is '{text}'; it takes a number.");
}
