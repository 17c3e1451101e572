using CollabLLM.Core.Conversations;
using CollabLLM.Inference;
using CollabLLM.TestKit;
using CollabLLM.TestKit.Node;
using CollabLLM.TestKit.Onnx;

namespace CollabLLM.UnitTests.Inference.Engine;

/// <summary>Greedy token ids equal to those of transformers.js, which runs the same .onnx as it is: five prompts, 50 with FULL_BATTERIES=1.</summary>
public sealed class TransformersJsTests : IDisposable
{
    private const int Tokens = 24;
    private const int AtOnce = 8;

    private static readonly int Prompts = Battery.Size(50);

    private readonly string random = Directory.CreateTempSubdirectory("collab-transformers-").FullName;

    [Fact]
    public async Task A_trained_policy_writes_the_same_tokens()
    {
        var folder = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(Oracle.Folder))!, "models", "demo-base");
        var text = FolderText.Load(folder);

        await CompareAsync(folder, [.. Enumerable.Range(0, Prompts).Select(i => text.Prompt(Conversation(i)))]);
    }

    [Fact]
    public async Task A_model_with_grouped_heads_and_random_weights_writes_the_same_tokens()
    {
        RandomModel.Write(random, new(ModelStyle.Llama, HeadSize: 16));

        await CompareAsync(random, [.. Enumerable.Range(0, Prompts).Select(i => RandomEngine.Prompt(i, 8 + (i * 3)))]);
    }

    public void Dispose() => Directory.Delete(random, recursive: true);

    /// <summary>One after another, where later prompts find what earlier ones left, and eight at once in chunks of 33 tokens; paged and as exported.</summary>
    private static async Task CompareAsync(string folder, int[][] prompts)
    {
        using var theirs = new NodePeer(Path.Combine(Oracle.Folder, "transformers"), "generate.mjs", folder);
        var expected = new List<int[]>();
        foreach (var prompt in prompts) expected.Add((await theirs.GenerateAsync([prompt], Tokens)).Ids[0]);
        foreach (var paged in new[] { true, false })
        {
            await using var single = new RandomEngine(folder, new() { Threads = 1 }, paged);
            await using var many = new RandomEngine(folder, new() { Threads = 1, ChunkTokens = 33 }, paged);
            var together = new List<int[]>();
            foreach (var group in prompts.Chunk(AtOnce)) together.AddRange(await many.TogetherAsync(group, Tokens));
            for (var i = 0; i < prompts.Length; i++)
            {
                Assert.Equal(Tokens, expected[i].Length);
                Assert.Equal(expected[i], (await single.GenerateAsync(prompts[i], Tokens)).Ids);
                Assert.Equal(expected[i], together[i]);
            }
        }
    }

    private static Message[] Conversation(int i)
    {
        string[] kinds = ["blog post", "short story", "personal statement"];
        string[] topics = ["a garden in winter", "my first bicycle", "the night train", "learning to cook", "a lost letter", "the old harbour", "running at dawn"];
        Message[] first = [Message.User($"Write a {kinds[i % kinds.Length]} about {topics[i % topics.Length]}.")];
        return i % 2 == 0 ? first : [.. first, Message.Assistant($"Here is a draft about {topics[i % topics.Length]}."), Message.User("Make it shorter and a little warmer, please.")];
    }
}
