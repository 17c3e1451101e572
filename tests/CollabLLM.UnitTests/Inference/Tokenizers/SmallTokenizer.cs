using System.Text.Json;
using System.Text.Json.Nodes;
using CollabLLM.Inference.Tokenizers;

namespace CollabLLM.UnitTests.Inference.Tokenizers;

/// <summary>Tokenizers small enough to work out by hand.</summary>
internal static class SmallTokenizer
{
    public const int ImEnd = 256;

    /// <summary>One id for each byte, 0 to 255, and the control token &lt;|im_end|&gt;, 256.</summary>
    public static Tokenizer OfBytes(bool isNormalized = false, JsonNode? normalizer = null) => Load(new JsonObject
    {
        ["added_tokens"] = new JsonArray(new JsonObject { ["id"] = ImEnd, ["content"] = "<|im_end|>", ["special"] = true, ["normalized"] = isNormalized }),
        ["normalizer"] = normalizer,
        ["decoder"] = new JsonObject { ["type"] = "ByteFallback" },
        ["model"] = new JsonObject
        {
            ["type"] = "BPE",
            ["byte_fallback"] = true,
            ["vocab"] = new JsonObject(Enumerable.Range(0, 256).Select(b => KeyValuePair.Create<string, JsonNode?>($"<0x{b:X2}>", b))),
            ["merges"] = new JsonArray(),
        },
    });

    /// <summary>Ids by place in the vocabulary; merges as "left right", in rank order.</summary>
    public static Tokenizer OfMerges(string[] vocabulary, params string[] merges) => Load(new JsonObject
    {
        ["decoder"] = new JsonObject { ["type"] = "Fuse" },
        ["model"] = new JsonObject
        {
            ["type"] = "BPE",
            ["vocab"] = new JsonObject(vocabulary.Select((token, id) => KeyValuePair.Create<string, JsonNode?>(token, id))),
            ["merges"] = new JsonArray([.. merges.Select(m => JsonValue.Create(m))]),
        },
    });

    public static Tokenizer Load(JsonNode json)
    {
        var folder = Directory.CreateTempSubdirectory("tokenizer");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "tokenizer.json"), json.ToJsonString(new JsonSerializerOptions()));
            return Tokenizer.Load(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
