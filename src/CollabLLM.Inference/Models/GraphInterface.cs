using System.Globalization;
using System.Text.RegularExpressions;
using CollabLLM.Inference.Models.Onnx;

namespace CollabLLM.Inference.Models;

/// <summary>The inputs and outputs of a causal language model, by what they mean.</summary>
internal sealed partial record GraphInterface(OnnxValue Logits, IReadOnlyList<KvNames> Kv, int KvType, bool HasMask, bool HasPositions, int? KvHeads, int? HeadSize)
{
    public const string Ids = "input_ids";
    public const string Mask = "attention_mask";
    public const string Positions = "position_ids";

    /// <summary>Names under which exports ask for how many of the last positions logits are wanted; 0 is for all.</summary>
    public static IReadOnlyCollection<string> KeepNames { get; } = ["num_logits_to_keep", "logits_to_keep"];

    public int Layers => Kv.Count;

    public static GraphInterface Read(OnnxGraph graph, string file)
    {
        var past = new Dictionary<(int, bool), OnnxValue>();
        foreach (var input in graph.Inputs)
        {
            if (PastName().Match(input.Name) is { Success: true } match) past[Slot(match)] = input;
            else if (input.Name is not (Ids or Mask or Positions) && !KeepNames.Contains(input.Name)) throw new ModelFolderException(file, $"the graph wants an input that we do not know: '{input.Name}'.");
        }

        if (graph.Inputs.TrueForAll(i => i.Name != Ids)) throw new ModelFolderException(file, $"the graph has no input '{Ids}'.");
        var logits = graph.Outputs.Find(o => o.Name == "logits") ?? throw new ModelFolderException(file, "the graph has no output 'logits'.");
        var present = graph.Outputs.Select(o => (PresentName().Match(o.Name), o)).Where(p => p.Item1.Success).ToDictionary(p => Slot(p.Item1), p => p.o.Name);
        if (past.Count == 0) throw new ModelFolderException(file, "the graph has no cache of keys and values; export it with past (text-generation-with-past).");

        var kv = Enumerable.Range(0, past.Count / 2).Select(layer => KvNames.Of(layer, past, present, file)).ToArray();
        var sample = past[(0, false)];
        if (past.Values.Any(v => v.Type != sample.Type) || sample.Type is not (OnnxType.Float or OnnxType.Float16 or OnnxType.BFloat16))
        {
            throw new ModelFolderException(file, $"the keys and values are of {OnnxType.NameOf(sample.Type)}; fp32, fp16 and bf16 can be served.");
        }

        return new(
            logits, kv, sample.Type, graph.Inputs.Exists(i => i.Name == Mask), graph.Inputs.Exists(i => i.Name == Positions), sample.Fixed(1), sample.Fixed(3));
    }

    private static (int Layer, bool Value) Slot(Match match) =>
        (int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), match.Groups[2].Value == "value");

    [GeneratedRegex(@"^past_key_values\.(\d+)\.(key|value)$")]
    private static partial Regex PastName();

    [GeneratedRegex(@"^present\.(\d+)\.(key|value)$")]
    private static partial Regex PresentName();
}
