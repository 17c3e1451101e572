using System.Text.Json;
using CollabLLM.Inference.Tokenizers.Unicode;

namespace CollabLLM.Inference.Tokenizers;

/// <summary>The pre-tokenizers of a tokenizer file, each a function from one piece to its parts.</summary>
internal static class PreTokenizer
{
    private const string Gpt2Pattern = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    /// <exception cref="Models.ModelFolderException">The file asks for a pre-tokenizer that does not exist here.</exception>
    public static Func<Piece, IEnumerable<Piece>> Read(JsonElement? element)
    {
        if (element is not { } json) return piece => [piece];
        return json.Kind() switch
        {
            "Sequence" => Chain([.. json.Required("pretokenizers").EnumerateArray().Select(p => Read(p))]),
            "ByteLevel" => ByteLevel(json.Flag("add_prefix_space", true), json.Flag("use_regex", true)),
            "Split" => Split(json.Pattern(), Behavior(json.Text("behavior")), json.Flag("invert")),
            "Metaspace" => Metaspace(json),
            "Digits" => Split(PatternMatcher.Expression(@"\p{N}"), json.Flag("individual_digits") ? SplitBehavior.Isolated : SplitBehavior.Contiguous, invert: false),
            "Punctuation" => Split(PatternMatcher.Expression(@"[!-/:-@\[-`{-~\p{P}]"), Behavior(json.Optional("behavior")?.GetString() ?? "Isolated"), invert: false),
            "Whitespace" => Split(PatternMatcher.Expression(@"\w+|[^\w\s]+"), SplitBehavior.Removed, invert: true),
            "WhitespaceSplit" => Split(PatternMatcher.Expression(@"\s"), SplitBehavior.Removed, invert: false),
            "CharDelimiterSplit" => Split(PatternMatcher.Literal(json.Text("delimiter")), SplitBehavior.Removed, invert: false),
            "BertPreTokenizer" => Bert(),
            "UnicodeScripts" => throw TokenizerJson.Fault("the pre-tokenizer 'UnicodeScripts' belongs to other tokenizer models than BPE."),
            var other => throw TokenizerJson.Fault($"the pre-tokenizer '{other}' is not known here."),
        };
    }

    private static Func<Piece, IEnumerable<Piece>> Chain(Func<Piece, IEnumerable<Piece>>[] parts) =>
        piece => parts.Aggregate((IEnumerable<Piece>)[piece], (pieces, part) => pieces.SelectMany(part));

    private static Func<Piece, IEnumerable<Piece>> ByteLevel(bool addPrefixSpace, bool useRegex)
    {
        var split = useRegex ? Split(PatternMatcher.Expression(Gpt2Pattern), SplitBehavior.Isolated, invert: false) : piece => [piece];
        return piece =>
        {
            if (addPrefixSpace && !piece.Text.StartsWith(' ')) piece = piece with { Text = " " + piece.Text };
            return split(piece).Select(p => p with { Text = ByteAlphabet.Encode(p.Text) });
        };
    }

    private static Func<Piece, IEnumerable<Piece>> Bert()
    {
        var spaces = Split(PatternMatcher.Expression(@"\s"), SplitBehavior.Removed, invert: false);
        var marks = Split(PatternMatcher.Expression(@"[!-/:-@\[-`{-~\p{P}]"), SplitBehavior.Isolated, invert: false);
        return piece => spaces(piece).SelectMany(marks);
    }

    private static Func<Piece, IEnumerable<Piece>> Metaspace(JsonElement json)
    {
        var replacement = json.Optional("replacement")?.GetString() ?? "▁";
        var legacy = json.Flag("add_prefix_space", true) ? "always" : "never";
        var scheme = json.Optional("prepend_scheme")?.GetString() ?? legacy;
        var split = json.Flag("split", true)
            ? Split(PatternMatcher.Literal(replacement), SplitBehavior.MergedWithNext, invert: false)
            : (Piece piece) => (IEnumerable<Piece>)[piece];
        return piece =>
        {
            var text = piece.Text.Replace(" ", replacement, StringComparison.Ordinal);
            var prepends = scheme == "always" || (scheme == "first" && piece.AtStart);
            if (prepends && !text.StartsWith(replacement, StringComparison.Ordinal)) text = replacement + text;
            return split(piece with { Text = text });
        };
    }

    private static SplitBehavior Behavior(string name) => Enum.TryParse<SplitBehavior>(name, ignoreCase: true, out var behavior)
        ? behavior
        : throw TokenizerJson.Fault($"the split behavior '{name}' is not known here.");

    private static Func<Piece, IEnumerable<Piece>> Split(PatternMatcher pattern, SplitBehavior behavior, bool invert) => piece =>
    {
        var parts = Cut(piece.Text, pattern.Matches(piece.Text), invert);
        return Join(parts, behavior).Where(part => part.End > part.Start)
            .Select(part => new Piece(piece.Text[part.Start..part.End], piece.AtStart && part.Start == 0));
    };

    private static List<(int Start, int End, bool IsMatch)> Cut(string text, List<(int Start, int End)> matches, bool invert)
    {
        var parts = new List<(int, int, bool)>((2 * matches.Count) + 1);
        var at = 0;
        foreach (var (start, end) in matches)
        {
            if (start > at) parts.Add((at, start, invert));
            parts.Add((start, end, !invert));
            at = end;
        }
        if (at < text.Length) parts.Add((at, text.Length, invert));
        return parts;
    }

    private static List<(int Start, int End)> Join(List<(int Start, int End, bool IsMatch)> parts, SplitBehavior behavior)
    {
        var joined = new List<(int Start, int End)>(parts.Count);
        var previous = false;
        foreach (var (start, end, isMatch) in parts)
        {
            var mergesBack = behavior switch
            {
                SplitBehavior.Contiguous => isMatch == previous && joined.Count > 0,
                SplitBehavior.MergedWithPrevious => isMatch && !previous && joined.Count > 0,
                SplitBehavior.MergedWithNext => !isMatch && previous && joined.Count > 0,
                _ => false,
            };
            if (mergesBack) joined[^1] = (joined[^1].Start, end);
            else if (behavior is not SplitBehavior.Removed || !isMatch) joined.Add((start, end));
            previous = isMatch;
        }
        return joined;
    }
}
