using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using CollabLLM.Inference.Models.Onnx;

namespace CollabLLM.TestKit.Onnx;

/// <summary>
/// Graphs as exporters write them, kept without weights in tests/oracles/graphs: each weight has its shape, its mean and its deviation, and is filled here with seeded numbers.
/// </summary>
public static class ExportedStructure
{
    private const int DocString = 12;
    private const int Int8 = 3;
    private const int UInt8 = 2;

    /// <summary>Names of the structures in a folder, in order.</summary>
    public static IReadOnlyList<string> In(string graphs) =>
        [.. Directory.EnumerateFiles(graphs, "*.onnx.gz").Select(f => Path.GetFileName(f)[..^".onnx.gz".Length]).Order(StringComparer.Ordinal)];

    /// <summary>Writes a model folder: the graph with weights, and config.json or genai_config.json.</summary>
    public static void Write(string graphs, string name, string folder)
    {
        using var packed = new GZipStream(File.OpenRead(Path.Combine(graphs, $"{name}.onnx.gz")), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        packed.CopyTo(bytes);
        var model = OnnxModel.Read(bytes.ToArray());
        foreach (var tensor in model.Graph.Constants.Values.ToArray())
        {
            if (Statistics(tensor) is { } wanted) model.Graph.Constants[tensor.Name] = Filled(tensor, wanted.Mean, wanted.Deviation);
        }

        File.WriteAllBytes(Path.Combine(folder, "model.onnx"), model.Write());
        File.Copy(Path.Combine(graphs, $"{name}.json"), Path.Combine(folder, name.StartsWith("genai", StringComparison.Ordinal) ? "genai_config.json" : "config.json"));
    }

    private static (double Mean, double Deviation)? Statistics(OnnxTensor tensor)
    {
        var field = ProtoReader.Read(tensor.Write()).FirstOrDefault(f => f.Number == DocString);
        if (field.Number != DocString) return null;
        var words = Encoding.UTF8.GetString(field.Bytes.Span).Split(' ');
        return (double.Parse(words[0], CultureInfo.InvariantCulture), double.Parse(words[1], CultureInfo.InvariantCulture));
    }

    private static OnnxTensor Filled(OnnxTensor tensor, double mean, double deviation)
    {
        // By the name, so that a weight keeps its numbers when another is added to the graph.
        var random = new Random(tensor.Name.Aggregate(17, (hash, c) => unchecked((hash * 31) + c)));
        if (tensor.Type is Int8 or UInt8)
        {
            var raw = new byte[tensor.Count];
            random.NextBytes(raw);
            return OnnxTensor.Of(tensor.Name, tensor.Type, raw, [.. tensor.Dimensions]);
        }

        // Uniform numbers of the wanted mean and deviation.
        var values = new float[tensor.Count];
        foreach (ref var value in values.AsSpan()) value = (float)(mean + ((random.NextDouble() - 0.5) * deviation * Math.Sqrt(12)));
        return tensor.Type == OnnxType.Float16
            ? OnnxTensor.Of(tensor.Name, tensor.Type, MemoryMarshal.AsBytes(Array.ConvertAll(values, v => (Half)v).AsSpan()).ToArray(), [.. tensor.Dimensions])
            : OnnxTensor.Of(tensor.Name, values, [.. tensor.Dimensions]);
    }
}
