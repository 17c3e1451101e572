using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;

namespace CollabLLM.Inference.Tokenizers;

/// <summary>
/// Byte-pair encoding (Sennrich et al. 2016) of one pre-token: adjacent symbols are merged, the pair of lowest rank first and the
/// leftmost of equals, until no pair has a rank. A priority queue keeps it near-linear also on very long pre-tokens.
/// </summary>
internal sealed class BpeModel
{
    private const int LongestCached = 64;
    private const int MostCached = 50_000;
    private readonly Dictionary<string, int> vocabulary;
    private readonly MergeTable merges;
    private readonly ConcurrentDictionary<string, int[]> cache = new();
    private readonly int[]? byteIds;
    private readonly int[]? idOfChar;
    private readonly int? unknownId;
    private readonly bool fusesUnknown;
    private readonly bool ignoresMerges;
    private readonly string prefix;
    private readonly string suffix;

    public BpeModel(JsonElement json)
    {
        vocabulary = json.Required("vocab").EnumerateObject().ToDictionary(v => v.Name, v => v.Value.GetInt32(), StringComparer.Ordinal);
        prefix = json.Optional("continuing_subword_prefix")?.GetString() ?? "";
        suffix = json.Optional("end_of_word_suffix")?.GetString() ?? "";
        fusesUnknown = json.Flag("fuse_unk");
        ignoresMerges = json.Flag("ignore_merges");
        unknownId = json.Optional("unk_token")?.GetString() is { } unknown && vocabulary.TryGetValue(unknown, out var id) ? id : null;
        if (json.Flag("byte_fallback")) byteIds = ByteIds();
        if (prefix.Length + suffix.Length == 0) idOfChar = CharIds();
        merges = ReadMerges(json.Required("merges"));
    }

    public IReadOnlyDictionary<string, int> Vocabulary => vocabulary;

    public void Encode(string word, List<int> into)
    {
        if (word.Length == 0) return;
        if (ignoresMerges && vocabulary.TryGetValue(word, out var whole))
        {
            into.Add(whole);
            return;
        }
        if (word.Length > LongestCached)
        {
            into.AddRange(Merge(Symbols(word)));
            return;
        }
        if (!cache.TryGetValue(word, out var ids))
        {
            ids = Merge(Symbols(word));
            if (cache.Count < MostCached) cache.TryAdd(word, ids);
        }
        into.AddRange(ids);
    }

    private int[] ByteIds()
    {
        var ids = new int[256];
        for (var b = 0; b < 256; b++) ids[b] = vocabulary.GetValueOrDefault($"<0x{b:X2}>", -1);
        return ids;
    }

    // A shortcut past the dictionary for symbols of one unit; -1: none.
    private int[] CharIds()
    {
        var ids = new int[char.MaxValue + 1];
        Array.Fill(ids, -1);
        foreach (var (token, id) in vocabulary)
            if (token.Length == 1)
                ids[token[0]] = id;
        return ids;
    }

    private MergeTable ReadMerges(JsonElement list)
    {
        var table = new MergeTable(list.GetArrayLength());
        var rank = 0;
        foreach (var merge in list.EnumerateArray())
        {
            var (left, right) = merge.ValueKind == JsonValueKind.Array
                ? (merge[0].GetString()!, merge[1].GetString()!)
                : merge.GetString()!.Split(' ') is [var l, var r] ? (l, r) : throw TokenizerJson.Fault($"merge {rank + 1} is not a pair.");
            var joined = left + (prefix.Length > 0 && right.StartsWith(prefix, StringComparison.Ordinal) ? right[prefix.Length..] : right);
            table.Add(IdOf(left, rank), IdOf(right, rank), rank, IdOf(joined, rank));
            rank++;
        }
        return table;
    }

    private int IdOf(string token, int rank) => vocabulary.TryGetValue(token, out var id)
        ? id
        : throw TokenizerJson.Fault($"merge {rank + 1} names '{token}', which is not in the vocabulary.");

    private List<int> Symbols(string word)
    {
        var ids = new List<int>(word.Length);
        var unknownBefore = false;
        for (var i = 0; i < word.Length;)
        {
            if (idOfChar is not null && idOfChar[word[i]] is >= 0 and var known)
            {
                ids.Add(known);
                unknownBefore = false;
                i++;
                continue;
            }
            var length = char.IsHighSurrogate(word[i]) ? 2 : 1;
            var symbol = word.Substring(i, length);
            if (i > 0) symbol = prefix + symbol;
            if (i + length == word.Length) symbol += suffix;
            var isUnknown = false;
            if (vocabulary.TryGetValue(symbol, out var id)) ids.Add(id);
            else if (!AddBytes(symbol, ids)) isUnknown = AddUnknown(ids, unknownBefore);
            unknownBefore = isUnknown;
            i += length;
        }
        return ids;
    }

    private bool AddBytes(string symbol, List<int> ids)
    {
        if (byteIds is null) return false;
        var bytes = Encoding.UTF8.GetBytes(symbol);
        if (bytes.Any(b => byteIds[b] < 0)) return false;
        ids.AddRange(bytes.Select(b => byteIds[b]));
        return true;
    }

    private bool AddUnknown(List<int> ids, bool unknownBefore)
    {
        if (unknownId is { } unknown && !(fusesUnknown && unknownBefore)) ids.Add(unknown);
        return true;
    }

    private int[] Merge(List<int> symbols)
    {
        var count = symbols.Count;
        if (count < 2) return [.. symbols];
        var ids = symbols.ToArray();
        var next = new int[count];
        var previous = new int[count];
        // Rank and place in one number: the lowest rank first, of equals the leftmost.
        var queue = new PriorityQueue<(int At, int Left, int Right, int Id), ulong>(count);
        for (var i = 0; i < count; i++)
        {
            (previous[i], next[i]) = (i - 1, i + 1 < count ? i + 1 : -1);
            if (i + 1 < count) Offer(i, i + 1);
        }
        while (queue.TryDequeue(out var pair, out _))
        {
            var right = ids[pair.At] == pair.Left ? next[pair.At] : -1;
            if (right < 0 || ids[right] != pair.Right) continue;
            ids[pair.At] = pair.Id;
            ids[right] = -1;
            next[pair.At] = next[right];
            if (next[right] >= 0) previous[next[right]] = pair.At;
            if (previous[pair.At] >= 0) Offer(previous[pair.At], pair.At);
            if (next[pair.At] >= 0) Offer(pair.At, next[pair.At]);
        }
        var merged = new List<int>(count);
        for (var at = 0; at >= 0; at = next[at]) merged.Add(ids[at]);
        return [.. merged];

        void Offer(int left, int right)
        {
            if (merges.TryGet(ids[left], ids[right], out var rank, out var id))
                queue.Enqueue((left, ids[left], ids[right], id), ((ulong)rank << 32) | (uint)left);
        }
    }
}
