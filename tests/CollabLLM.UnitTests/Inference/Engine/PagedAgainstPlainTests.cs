using CollabLLM.TestKit.Onnx;

namespace CollabLLM.UnitTests.Inference.Engine;

/// <summary>The graph as it was exported is the oracle of the rewritten one.</summary>
public sealed class PagedAgainstPlainTests
{
    public static TheoryData<ModelStyle, bool, int> Styles => new()
    {
        { ModelStyle.Llama, false, 8 },
        { ModelStyle.Llama, false, 64 },
        { ModelStyle.Llama, true, 16 },
        { ModelStyle.Gpt2, false, 8 },
        { ModelStyle.Genai, false, 16 },
        { ModelStyle.Genai, false, 80 },
    };

    [Theory]
    [MemberData(nameof(Styles))]
    public async Task The_rewritten_graph_draws_the_same_tokens_as_the_graph_itself(ModelStyle style, bool half, int headSize)
    {
        var spec = new ModelSpec(style, HeadSize: headSize, Half: half, KvHeads: style == ModelStyle.Gpt2 ? 4 : 2);
        await using var paged = new RandomEngine(spec);
        await using var plain = new RandomEngine(spec, paged: false);
        foreach (var length in new[] { 1, 15, 16, 17, 70 })
        {
            var prompt = RandomEngine.Prompt(length, length);

            var (expected, _) = await plain.GenerateAsync(prompt, 40);
            var (actual, _) = await paged.GenerateAsync(prompt, 40);

            Assert.Equal(expected, actual);
        }
    }
}
