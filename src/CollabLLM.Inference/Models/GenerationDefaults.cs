using System.Text.Json;

namespace CollabLLM.Inference.Models;

/// <summary>What a model folder says about drawing tokens, in generation_config.json or in the search options of genai_config.json.</summary>
internal sealed record GenerationDefaults(
    double Temperature, int TopK, double TopP, double MinP, double RepetitionPenalty, int? MaxTokens, IReadOnlyList<int> EndTokens)
{
    public static GenerationDefaults Greedy { get; } = new(0, 0, 1, 0, 1, null, []);

    public static GenerationDefaults Read(string folder)
    {
        var genai = Path.Combine(folder, "genai_config.json");
        if (File.Exists(genai)) return From(FolderJson.Read(genai).Child("search"));
        var file = Path.Combine(folder, "generation_config.json");
        return File.Exists(file) ? From(FolderJson.Read(file)) : Greedy;
    }

    private static GenerationDefaults From(JsonElement json) => new(
        // As the formats define it: without do_sample the reply is greedy, whatever the temperature says.
        json.Bool("do_sample") == true ? json.Double("temperature") ?? 1 : 0,
        json.Int("top_k") ?? 0, json.Double("top_p") ?? 1, json.Double("min_p") ?? 0, json.Double("repetition_penalty") ?? 1,
        json.Int("max_new_tokens"), json.Ints("eos_token_id"));
}
