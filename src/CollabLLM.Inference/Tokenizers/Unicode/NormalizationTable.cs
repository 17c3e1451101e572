using System.Globalization;
using System.IO.Compression;

namespace CollabLLM.Inference.Tokenizers.Unicode;

/// <summary>Combining classes, decompositions and compositions of Unicode 9, read from normalization.txt.gz (made by make_table.py, which says why 9).</summary>
internal sealed class NormalizationTable
{
    private readonly Dictionary<int, byte> classes = [];
    private readonly Dictionary<int, (int[] Mapping, bool IsCanonical)> decompositions = [];
    private readonly Dictionary<(int, int), int> compositions = [];

    private NormalizationTable()
    {
        using var resource = typeof(NormalizationTable).Assembly.GetManifestResourceStream("normalization.txt.gz")!;
        using var reader = new StreamReader(new GZipStream(resource, CompressionMode.Decompress));
        while (reader.ReadLine() is { } line) Add(line.Split(';'));
    }

    public static NormalizationTable Shared { get; } = new();

    public byte ClassOf(int codePoint) => classes.GetValueOrDefault(codePoint);

    /// <summary>One level of decomposition; null: none of this kind.</summary>
    public int[]? Decompose(int codePoint, bool compatibility) =>
        decompositions.TryGetValue(codePoint, out var entry) && (compatibility || entry.IsCanonical) ? entry.Mapping : null;

    public int? Compose(int first, int second) => compositions.TryGetValue((first, second), out var composed) ? composed : null;

    private void Add(string[] fields)
    {
        var codePoint = Hex(fields[0]);
        if (byte.Parse(fields[1], CultureInfo.InvariantCulture) is > 0 and var combining) classes[codePoint] = combining;
        if (fields[2] == "-") return;
        var mapping = fields[3].Split(' ').Select(Hex).ToArray();
        decompositions[codePoint] = (mapping, fields[2] != "k");
        if (fields[2] == "c" && mapping.Length == 2) compositions[(mapping[0], mapping[1])] = codePoint;
    }

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
