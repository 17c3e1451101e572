using System.Text;
using System.Text.Json;
using CollabLLM.Inference.Models;

namespace CollabLLM.Inference.Tokenizers;

/// <summary>
/// A tokenizer.json of the BPE kind, exact: the ids are those of the original library (decision record 0007). Safe to use from many
/// threads at once.
/// </summary>
public sealed class Tokenizer
{
    private readonly BpeModel model;
    private readonly Func<string, string> normalize;
    private readonly Func<Piece, IEnumerable<Piece>> split;
    private readonly Func<List<string>, List<string>> decode;
    private readonly AddedTokens raw;
    private readonly AddedTokens normalized;
    private readonly AddedTokens normalizedAsWritten;
    private readonly (int[] Before, int[] After) around;
    private readonly Dictionary<int, string> tokens;
    private readonly Dictionary<string, int> ids;
    private readonly HashSet<int> specials;

    private Tokenizer(JsonElement json)
    {
        var modelJson = json.Required("model");
        var kind = modelJson.Optional("type")?.GetString() ?? (modelJson.Optional("merges") is null ? "unknown" : "BPE");
        if (kind != "BPE") throw TokenizerJson.Fault($"the tokenizer model '{kind}' cannot be used; BPE can.");
        model = new BpeModel(modelJson);
        normalize = Normalizer.Read(json.Optional("normalizer"));
        split = PreTokenizer.Read(json.Optional("pre_tokenizer"));
        decode = TokenDecoder.Read(json.Optional("decoder"));
        around = PostProcessor.Read(json.Optional("post_processor"));
        var added = Added(json).ToArray();
        raw = new AddedTokens(added.Where(t => !t.IsNormalized), content => content);
        normalized = new AddedTokens(added.Where(t => t.IsNormalized), normalize);
        normalizedAsWritten = new AddedTokens(added.Where(t => t.IsNormalized), content => content);
        ids = new Dictionary<string, int>(model.Vocabulary, StringComparer.Ordinal);
        foreach (var token in added) ids[token.Content] = token.Id;
        tokens = model.Vocabulary.ToDictionary(v => v.Value, v => v.Key);
        foreach (var token in added) tokens[token.Id] = token.Content;
        specials = [.. added.Where(t => t.IsSpecial).Select(t => t.Id)];
        VocabularySize = tokens.Count == 0 ? 0 : tokens.Keys.Max() + 1;
    }

    /// <summary>One more than the largest id.</summary>
    public int VocabularySize { get; }

    /// <param name="directory">A model folder, or any folder with a tokenizer.json.</param>
    /// <exception cref="ModelFolderException">The file is missing or cannot be used; the message says why.</exception>
    public static Tokenizer Load(string directory)
    {
        var path = Path.Combine(directory, TokenizerJson.FileName);
        if (!File.Exists(path)) throw TokenizerJson.Fault("the file is missing; a model folder holds its tokenizer.");
        try
        {
            using var stream = File.OpenRead(path);
            using var document = JsonDocument.Parse(stream);
            return new Tokenizer(document.RootElement);
        }
        catch (JsonException fault)
        {
            throw new ModelFolderException(TokenizerJson.FileName, $"the file is not valid JSON (line {fault.LineNumber + 1}).", fault);
        }
        catch (Exception fault) when (fault is InvalidOperationException or FormatException or KeyNotFoundException or ArgumentException)
        {
            throw new ModelFolderException(TokenizerJson.FileName, $"the file has not the form of a tokenizer: {fault.Message}", fault);
        }
    }

    /// <param name="addSpecialTokens">Whether the file's own special tokens are put around the text.</param>
    /// <param name="plain">Whether the text is people's: nothing in it is taken for an added token.</param>
    public int[] Encode(string text, bool addSpecialTokens = false, bool plain = false) =>
        Encode(text, addSpecialTokens, plain ? (_, _) => false : null);

    /// <param name="isAllowed">Whether the range, start and end, may be read as an added token.</param>
    internal int[] Encode(string text, bool addSpecialTokens, Func<int, int, bool>? isAllowed)
    {
        text = WellFormed(text);
        var encoded = new List<int>((text.Length / 3) + 8);
        if (addSpecialTokens) encoded.AddRange(around.Before);
        var at = 0;
        foreach (var (start, end, token) in raw.Find(text, isAllowed))
        {
            EncodeNormalized(text, at, start, encoded, isAllowed);
            encoded.Add(token.Id);
            at = end;
        }
        EncodeNormalized(text, at, text.Length, encoded, isAllowed);
        if (addSpecialTokens) encoded.AddRange(around.After);
        return [.. encoded];
    }

    public string Decode(ReadOnlySpan<int> tokenIds, bool skipSpecialTokens = true)
    {
        var parts = new List<string>(tokenIds.Length);
        foreach (var id in tokenIds)
            if (tokens.TryGetValue(id, out var token) && !(skipSpecialTokens && specials.Contains(id)))
                parts.Add(token);
        return string.Concat(decode(parts));
    }

    public IncrementalDecoder CreateDecoder() => new(this);

    public int? IdOf(string token) => ids.TryGetValue(token, out var id) ? id : null;

    public string? TokenOf(int id) => tokens.GetValueOrDefault(id);

    public bool IsSpecial(int id) => specials.Contains(id);

    private static IEnumerable<AddedToken> Added(JsonElement json) =>
        (json.Optional("added_tokens")?.EnumerateArray() ?? default).Select(t => new AddedToken(
            t.Required("id").GetInt32(), t.Text("content"), t.Flag("special"), t.Flag("normalized"), t.Flag("single_word"), t.Flag("lstrip"), t.Flag("rstrip")));

    private void EncodeNormalized(string whole, int from, int to, List<int> into, Func<int, int, bool>? isAllowed)
    {
        if (from >= to) return;
        var text = normalize(whole[from..to]);
        var at = 0;
        if (!normalized.IsEmpty)
            foreach (var (start, end, token) in normalized.Find(text, Permission(whole, from, to, text, isAllowed)))
            {
                EncodePiece(text[at..start], from == 0 && at == 0, into);
                into.Add(token.Id);
                at = end;
            }
        EncodePiece(text[at..], from == 0 && at == 0, into);
    }

    // Where added tokens may stand in the normalized text, from where they may stand in the text as written; null: anywhere.
    private Func<int, int, bool>? Permission(string whole, int from, int to, string text, Func<int, int, bool>? isAllowed)
    {
        if (isAllowed is null || isAllowed(from, to)) return null;
        var written = whole[from..to];
        bool IsAllowedAsWritten(int start, int end) => isAllowed(from + start, from + end);
        if (text == written) return IsAllowedAsWritten;
        var starts = normalizedAsWritten.Find(written, IsAllowedAsWritten)
            .Select(found => normalize(written[..found.Start]))
            .Where(before => text.StartsWith(before, StringComparison.Ordinal))
            .Select(before => before.Length)
            .ToHashSet();
        return (start, _) => starts.Contains(start);
    }

    private void EncodePiece(string text, bool atStart, List<int> into)
    {
        if (text.Length == 0) return;
        foreach (var piece in split(new Piece(text, atStart))) model.Encode(piece.Text, into);
    }

    // Half a surrogate pair is no character: it becomes the replacement character, as on the way into the original library.
    private static string WellFormed(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') < 0) return text;
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) whole.Append(rune.ToString());
        return whole.ToString();
    }
}
