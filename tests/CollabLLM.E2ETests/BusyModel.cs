using CollabLLM.TestKit.Onnx;

namespace CollabLLM.E2ETests;

/// <summary>A models folder with one model that writes until it is stopped: random weights behind a real tokenizer.</summary>
internal static class BusyModel
{
    public const string Name = "endless";

    // More than a minute of steps on any processor, in keys and values of 1 KB a token.
    public const int Tokens = 30_000;
    private static readonly ModelSpec Spec = new(ModelStyle.Llama, Layers: 8, Hidden: 256, Heads: 4, KvHeads: 1, HeadSize: 16, Inner: 1024, Vocabulary: 4096, Context: 40_000);

    /// <returns>The models folder.</returns>
    public static string Write(string folder)
    {
        var model = RandomModel.Write(Path.Combine(folder, Name), Spec);
        var demo = Path.Combine(RunningSite.Root(), "models", "demo-base");
        foreach (var file in new[] { "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json" }) File.Copy(Path.Combine(demo, file), Path.Combine(model, file));
        return folder;
    }
}
