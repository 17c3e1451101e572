using System.Text;
using System.Text.Json;

namespace CollabLLM.Inference.Tokenizers;

/// <summary>The decoders of a tokenizer file, each a function from tokens to tokens; the result is joined.</summary>
internal static class TokenDecoder
{
    /// <exception cref="Models.ModelFolderException">The file asks for a decoder that does not exist here.</exception>
    public static Func<List<string>, List<string>> Read(JsonElement? element)
    {
        if (element is not { } json) return tokens => [string.Join(' ', tokens)];
        return json.Kind() switch
        {
            "Sequence" => Chain([.. json.Required("decoders").EnumerateArray().Select(d => Read(d))]),
            "ByteLevel" => ByteLevel,
            "ByteFallback" => ByteFallback,
            "Fuse" => tokens => [string.Concat(tokens)],
            "Strip" => Strip(json.Text("content")[0], json.Required("start").GetInt32(), json.Required("stop").GetInt32()),
            "Replace" => Replace(json),
            "Metaspace" => Metaspace(json),
            "BPEDecoder" => BpeDecoder(json.Optional("suffix")?.GetString() ?? "</w>"),
            "WordPiece" => throw TokenizerJson.Fault("the decoder 'WordPiece' belongs to another tokenizer model than BPE."),
            var other => throw TokenizerJson.Fault($"the decoder '{other}' is not known here."),
        };
    }

    private static Func<List<string>, List<string>> Chain(Func<List<string>, List<string>>[] parts) =>
        tokens => parts.Aggregate(tokens, (t, part) => part(t));

    private static List<string> ByteLevel(List<string> tokens)
    {
        var bytes = new List<byte>();
        foreach (var token in tokens) ByteAlphabet.AppendBytes(token, bytes);
        return [Encoding.UTF8.GetString([.. bytes])];
    }

    private static List<string> ByteFallback(List<string> tokens)
    {
        var decoded = new List<string>(tokens.Count);
        var bytes = new List<byte>();
        foreach (var token in tokens)
        {
            if (token is ['<', '0', 'x', _, _, '>'] && byte.TryParse(token.AsSpan(3, 2), System.Globalization.NumberStyles.HexNumber, null, out var value))
            {
                bytes.Add(value);
                continue;
            }
            Flush();
            decoded.Add(token);
        }
        Flush();
        return decoded;

        void Flush()
        {
            if (bytes.Count == 0) return;
            var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
            try
            {
                decoded.Add(strict.GetString([.. bytes]));
            }
            catch (DecoderFallbackException)
            {
                decoded.AddRange(Enumerable.Repeat("\ufffd", bytes.Count));
            }
            bytes.Clear();
        }
    }

    private static Func<List<string>, List<string>> Strip(char content, int start, int stop) => tokens =>
    [.. tokens.Select(token =>
    {
        var (from, to) = (0, token.Length);
        while (from < Math.Min(start, token.Length) && token[from] == content) from++;
        for (var i = 0; i < stop && to > from && token[to - 1] == content; i++) to--;
        return token[from..to];
    })];

    private static Func<List<string>, List<string>> Replace(JsonElement json)
    {
        var (pattern, content) = (json.Pattern(), json.Text("content"));
        return tokens =>
        [.. tokens.Select(token =>
        {
            var replaced = new StringBuilder();
            var at = 0;
            foreach (var (start, end) in pattern.Matches(token))
            {
                replaced.Append(token, at, start - at).Append(content);
                at = end;
            }
            return replaced.Append(token, at, token.Length - at).ToString();
        })];
    }

    private static Func<List<string>, List<string>> Metaspace(JsonElement json)
    {
        var replacement = json.Optional("replacement")?.GetString() ?? "▁";
        var scheme = json.Optional("prepend_scheme")?.GetString() ?? (json.Flag("add_prefix_space", true) ? "always" : "never");
        return tokens => [.. tokens.Select((token, i) => token.Replace(replacement, i == 0 && scheme != "never" ? "" : " ", StringComparison.Ordinal))];
    }

    private static Func<List<string>, List<string>> BpeDecoder(string suffix) => tokens =>
        [.. tokens.Select((token, i) => token.Replace(suffix, i == tokens.Count - 1 ? "" : " ", StringComparison.Ordinal))];
}
