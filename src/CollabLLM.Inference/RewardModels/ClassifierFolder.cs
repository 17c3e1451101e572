using System.Globalization;
using System.Text.Json;
using CollabLLM.Inference.Models;
using CollabLLM.Inference.Models.Onnx;

namespace CollabLLM.Inference.RewardModels;

/// <summary>A folder with a sequence-classification model, as Optimum exports it: what its graph wants and which of its labels is the reward.</summary>
/// <param name="Labels">Names by index.</param>
/// <param name="MostTokens">Longest input; null: the folder does not say.</param>
internal sealed record ClassifierFolder(string Folder, string GraphFile, IReadOnlyList<string> Inputs, IReadOnlyList<string> Labels, LabelKind Kind, int? MostTokens)
{
    private const string Ids = "input_ids";
    private const string Output = "logits";
    private static readonly string[] Known = [Ids, "attention_mask", "token_type_ids", "position_ids"];

    /// <exception cref="ModelFolderException">The folder holds no such model; the message names the file and the fault.</exception>
    public static ClassifierFolder Read(string folder)
    {
        if (!Directory.Exists(folder)) throw new ModelFolderException(folder, "there is no such folder.");
        var config = Path.Combine(folder, "config.json");
        if (!File.Exists(config)) throw new ModelFolderException(config, "the file is missing; a reward model's folder holds config.json, a tokenizer and an .onnx file.");
        var settings = FolderJson.Read(config);
        var file = Models.GraphFile.Choose(folder, null);
        var graph = Models.GraphFile.Read(file).Graph;
        var logits = Logits(graph, file);
        var labels = LabelsOf(settings, config, logits.Fixed(1));
        return new(folder, file, [.. graph.Inputs.Select(i => i.Name)], labels, KindOf(settings, config, labels.Length), settings.Int("max_position_embeddings"));
    }

    /// <exception cref="ModelFolderException">The model has no such label, or several and none is named.</exception>
    public int LabelIndex(string? label)
    {
        // Of two labels that exclude each other the second is the favourable one by convention (LABEL_1).
        if (label is null) return Labels.Count == 1 || (Labels.Count == 2 && Kind == LabelKind.OneOf) ? Labels.Count - 1 : throw new ModelFolderException(Folder, $"the model has {Labels.Count} labels, and one of them is the reward: {Choices()}.");
        var index = Labels.ToList().IndexOf(label);
        return index >= 0 ? index : throw new ModelFolderException(Folder, $"the model has no label '{label}': {Choices()}.");
    }

    private string Choices() => $"write {Path.GetFileName(Path.TrimEndingDirectorySeparator(Folder))}#LABEL with one of {string.Join(", ", Labels)}";

    private static OnnxValue Logits(OnnxGraph graph, string file)
    {
        if (graph.Inputs.Find(i => !Known.Contains(i.Name)) is { } unknown)
        {
            throw new ModelFolderException(file, unknown.Name.StartsWith("past_key_values", StringComparison.Ordinal)
                ? "this is a language model that writes text, not a reward model; export the reward model for sequence classification (text-classification)."
                : $"the graph wants an input that we do not know: '{unknown.Name}'.");
        }

        if (graph.Inputs.TrueForAll(i => i.Name != Ids)) throw new ModelFolderException(file, $"the graph has no input '{Ids}'.");
        var logits = graph.Outputs.Find(o => o.Name == Output) ?? throw new ModelFolderException(file, $"the graph has no output '{Output}'.");
        return logits.Dimensions.Count == 2
            ? logits
            : throw new ModelFolderException(file, $"its '{Output}' have {logits.Dimensions.Count} dimensions; a sequence-classification model gives one row of labels a text (batch, labels).");
    }

    private static string[] LabelsOf(JsonElement settings, string config, int? width)
    {
        var named = settings.Child("id2label") is { ValueKind: JsonValueKind.Object } map
            ? map.EnumerateObject().Select(l => (Index: int.TryParse(l.Name, CultureInfo.InvariantCulture, out var index) ? index : -1, Label: l.Value.GetString() ?? l.Name)).OrderBy(l => l.Index).ToArray()
            : [];
        var count = settings.Int("num_labels") ?? (named.Length > 0 ? named.Length : width) ?? throw new ModelFolderException(config, "neither num_labels, id2label nor the graph says how many labels there are.");
        if (count < 1 || (width is { } columns && columns != count)) throw new ModelFolderException(config, $"it names {count} labels, the graph gives {width}.");
        if (named.Length > 0 && !named.Select(l => l.Index).SequenceEqual(Enumerable.Range(0, count))) throw new ModelFolderException(config, $"id2label does not name the labels 0 to {count - 1}.");
        return named.Length > 0 ? [.. named.Select(l => l.Label)] : [.. Enumerable.Range(0, count).Select(i => $"LABEL_{i}")];
    }

    private static LabelKind KindOf(JsonElement settings, string config, int labels) => settings.Text("problem_type") switch
    {
        "regression" => LabelKind.Regression,
        "single_label_classification" => LabelKind.OneOf,
        "multi_label_classification" => LabelKind.Each,
        null => labels == 1 ? LabelKind.Regression : LabelKind.OneOf,
        var other => throw new ModelFolderException(config, $"problem_type is '{other}'; regression, single_label_classification and multi_label_classification can be served."),
    };
}
