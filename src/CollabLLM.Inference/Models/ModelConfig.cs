using System.Text.Json;

namespace CollabLLM.Inference.Models;

/// <summary>What the engine reads from config.json or genai_config.json: only what the graph does not say itself.</summary>
/// <param name="Windows">By layer, how many tokens a token sees; 0 is all. Empty: all layers see all.</param>
internal sealed record ModelConfig(
    string Family, int? Layers, int? Heads, int? KvHeads, int? HeadSize, int? ContextLength, int? Vocabulary, IReadOnlyList<int> EndTokens,
    IReadOnlyList<int> Windows, string? GraphFile)
{
    public static ModelConfig Read(string folder)
    {
        var genai = Path.Combine(folder, "genai_config.json");
        var plain = Path.Combine(folder, "config.json");
        if (File.Exists(genai)) return FromGenai(FolderJson.Read(genai));
        if (File.Exists(plain)) return FromTransformers(FolderJson.Read(plain));
        throw new ModelFolderException(plain, "the file is missing; a model folder holds config.json or genai_config.json.");
    }

    private static ModelConfig FromGenai(JsonElement root)
    {
        var model = root.Child("model");
        var decoder = model.Child("decoder");
        return new(
            model.Text("type") ?? "unknown", decoder.Int("num_hidden_layers"), decoder.Int("num_attention_heads"), decoder.Int("num_key_value_heads"),
            decoder.Int("head_size"), model.Int("context_length"), model.Int("vocab_size"), model.Ints("eos_token_id"), [], decoder.Text("filename") ?? "model.onnx");
    }

    private static ModelConfig FromTransformers(JsonElement root)
    {
        var text = root.Child("text_config") is { ValueKind: JsonValueKind.Object } inner ? inner : root;
        var layers = text.Int("num_hidden_layers") ?? text.Int("n_layer");
        var heads = text.Int("num_attention_heads") ?? text.Int("n_head");
        var hidden = text.Int("hidden_size") ?? text.Int("n_embd");
        return new(
            root.Text("model_type") ?? "unknown", layers, heads, text.Int("num_key_value_heads"), text.Int("head_dim") ?? hidden / heads,
            text.Int("max_position_embeddings") ?? text.Int("n_positions") ?? text.Int("n_ctx"), text.Int("vocab_size"), root.Ints("eos_token_id"),
            WindowsOf(text, root.Text("model_type"), layers ?? 0), null);
    }

    private static int[] WindowsOf(JsonElement text, string? family, int layers)
    {
        if (text.Int("sliding_window") is not { } window || text.Bool("use_sliding_window") == false) return [];
        if (text.Child("layer_types") is { ValueKind: JsonValueKind.Array } types)
        {
            return [.. types.EnumerateArray().Select(t => t.GetString() == "sliding_attention" ? window : 0)];
        }

        // Families whose config does not list its layers: Gemma 2 alternates, Gemma 3 leaves every sixth layer free, the others slide everywhere.
        var period = family switch { "gemma2" => 2, "gemma3" or "gemma3_text" => text.Int("sliding_window_pattern") ?? 6, _ => int.MaxValue };
        return [.. Enumerable.Range(1, layers).Select(layer => layer % period == 0 ? 0 : window)];
    }
}
