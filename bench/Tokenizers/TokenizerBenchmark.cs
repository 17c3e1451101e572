using System.Diagnostics;
using System.Text;
using CollabLLM.Inference.Tokenizers;

namespace CollabLLM.Bench.Tokenizers;

/// <summary>
/// Encoding speed on one thread beside the original Rust library, the same text in both: this repository's own C# sources and documents,
/// in pieces of a message's size. The arguments are folders with a tokenizer.json.
/// </summary>
internal static class TokenizerBenchmark
{
    private const int Rounds = 5;
    private const int PieceLength = 2000;

    public static int Run(string[] folders, TextWriter output)
    {
        var pieces = Pieces();
        var megabytes = pieces.Sum(Encoding.UTF8.GetByteCount) / 1e6;
        var file = Path.GetTempFileName();
        File.WriteAllLines(file, pieces.Select(piece => System.Text.Json.JsonSerializer.Serialize(piece)));
        foreach (var folder in folders)
        {
            var (own, ids) = Best(Tokenizer.Load(folder), pieces);
            var peer = Peer(folder, file);
            output.WriteLine(FormattableString.Invariant(
                $"{folder}: {megabytes:0.00} MB, {ids} ids; own {megabytes / own:0.0} MB/s, Rust library through Node {megabytes / peer:0.0} MB/s, ratio {peer / own:0.00}"));
        }
        File.Delete(file);
        return 0;
    }

    private static (double Seconds, int Ids) Best(Tokenizer tokenizer, string[] pieces)
    {
        var (best, ids) = (double.MaxValue, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            ids = pieces.Sum(piece => tokenizer.Encode(piece).Length);
            best = Math.Min(best, watch.Elapsed.TotalSeconds);
        }
        return (best, ids);
    }

    private static string[] Pieces() =>
    [.. Directory.EnumerateFiles(".", "*.*", SearchOption.AllDirectories)
        .Where(path => path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith(".md", StringComparison.Ordinal))
        .Where(path => !path.Contains("node_modules", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .SelectMany(path => File.ReadAllText(path).Chunk(PieceLength))
        .Select(characters => new string(characters))];

    private static double Peer(string folder, string file)
    {
        using var process = Process.Start(new ProcessStartInfo("node", ["tests/oracles/speed.mjs", Path.Combine(folder, "tokenizer.json"), file, $"{Rounds}"]) { RedirectStandardOutput = true })!;
        var seconds = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture);
    }
}
