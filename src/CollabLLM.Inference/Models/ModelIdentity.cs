using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace CollabLLM.Inference.Models;

/// <summary>The hash of a folder's files. Kept in memory as long as no file changes in size or time, so that large weights are read once.</summary>
internal static class ModelIdentity
{
    private static readonly ConcurrentDictionary<string, (string Stamp, string Hash)> Known = new(StringComparer.Ordinal);

    public static string Of(string folder)
    {
        var root = Path.GetFullPath(folder);
        var files = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Where(Counts).Order(StringComparer.Ordinal).Select(f => new FileInfo(f)).ToArray();
        var stamp = string.Join('\n', files.Select(f => $"{f.FullName}|{f.Length}|{f.LastWriteTimeUtc.Ticks}"));
        if (Known.TryGetValue(root, out var known) && known.Stamp == stamp) return known.Hash;

        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            whole.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(root, file.FullName).Replace('\\', '/') + "\n"));
            using var stream = file.OpenRead();
            whole.AppendData(SHA256.HashData(stream));
        }

        var hash = Convert.ToHexStringLower(whole.GetHashAndReset());
        Known[root] = (stamp, hash);
        return hash;
    }

    /// <summary>What changes a reply: graph, weights, tokenizer, template, settings. A model card does not.</summary>
    private static bool Counts(string file) => Path.GetFileName(file) is var name
        && !name.StartsWith('.') && !name.EndsWith(".md", StringComparison.OrdinalIgnoreCase);
}
