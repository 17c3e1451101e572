using System.Globalization;
using System.Text;
using System.Text.Json;
using CollabLLM.Inference.Tokenizers.Unicode;

namespace CollabLLM.Inference.Tokenizers;

/// <summary>The normalizers of a tokenizer file, each a function from text to text.</summary>
internal static class Normalizer
{
    /// <exception cref="Models.ModelFolderException">The file asks for a normalizer that does not exist here.</exception>
    public static Func<string, string> Read(JsonElement? element)
    {
        if (element is not { } json) return text => text;
        return json.Kind() switch
        {
            "Sequence" => Chain([.. json.Required("normalizers").EnumerateArray().Select(n => Read(n))]),
            "NFC" => text => UnicodeNormalization.Normalize(text, compose: true, compatibility: false),
            "NFD" => text => UnicodeNormalization.Normalize(text, compose: false, compatibility: false),
            "NFKC" => text => UnicodeNormalization.Normalize(text, compose: true, compatibility: true),
            "NFKD" => text => UnicodeNormalization.Normalize(text, compose: false, compatibility: true),
            "Lowercase" => Lower,
            "Prepend" => Prepend(json.Text("prepend")),
            "Replace" => Replace(json.Pattern(), json.Text("content")),
            "Strip" => Strip(json.Flag("strip_left", true), json.Flag("strip_right", true)),
            "StripAccents" => StripAccents,
            "ByteLevel" => ByteAlphabet.Encode,
            "Nmt" => Nmt,
            var other => throw TokenizerJson.Fault($"the normalizer '{other}' is not known here."),
        };
    }

    private static Func<string, string> Chain(Func<string, string>[] parts) => text => parts.Aggregate(text, (t, part) => part(t));

    private static Func<string, string> Prepend(string head) => text => text.Length == 0 ? text : head + text;

    private static Func<string, string> Replace(PatternMatcher pattern, string content) => text =>
    {
        var matches = pattern.Matches(text);
        if (matches.Count == 0) return text;
        var replaced = new StringBuilder(text.Length);
        var at = 0;
        foreach (var (start, end) in matches)
        {
            replaced.Append(text, at, start - at).Append(content);
            at = end;
        }
        return replaced.Append(text, at, text.Length - at).ToString();
    };

    private static Func<string, string> Strip(bool left, bool right) => text =>
    {
        if (left) text = text.TrimStart();
        return right ? text.TrimEnd() : text;
    };

    private static string StripAccents(string text) =>
        string.Concat(text.EnumerateRunes().Where(r => CharUnicodeInfo.GetUnicodeCategory(r.Value) is not UnicodeCategory.NonSpacingMark));

    // Rust's to_lowercase: one character each, but for the capital I with dot, which becomes two.
    private static string Lower(string text) => text.Replace("\u0130", "i\u0307", StringComparison.Ordinal).ToLowerInvariant();

    private static string Nmt(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is (>= '\u0001' and <= '\u0008') or '\u000b' or (>= '\u000e' and <= '\u001f') or '\u007f' or '\u008f' or '\u009f') continue;
            var isSpace = c is '\t' or '\n' or '\f' or '\r' or '\u1680' or (>= '\u200b' and <= '\u200f') or '\u2028' or '\u2029' or '\u2581' or '\ufeff' or '\ufffd';
            kept.Append(isSpace ? ' ' : c);
        }
        return kept.ToString();
    }
}
