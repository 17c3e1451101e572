using CollabLLM.Core.Policies;
using CollabLLM.Inference;
using CollabLLM.Inference.Sampling;
using CollabLLM.TestKit.Onnx;

namespace CollabLLM.UnitTests.Inference.Engine;

/// <summary>A reply does not depend on what else runs, nor on how its prompt was cut or remembered.</summary>
public sealed class CompanyTests
{
    private static readonly ModelSpec Spec = new(ModelStyle.Llama, HeadSize: 16);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public async Task Greedy_tokens_are_those_of_the_plain_graph_at_any_batch_size(int batch)
    {
        await using var plain = new RandomEngine(Spec, paged: false);
        await using var paged = new RandomEngine(Spec);
        int[][] prompts = [.. Enumerable.Range(0, batch).Select(i => RandomEngine.Prompt(i, 5 + (i * 13)))];

        var together = await paged.TogetherAsync(prompts, 24);
        var padded = await plain.TogetherAsync(prompts, 24);

        for (var i = 0; i < batch; i++)
        {
            await using var alone = new RandomEngine(Spec);
            var (expected, _) = await alone.GenerateAsync(prompts[i], 24);
            Assert.Equal(expected, together[i]);
            Assert.Equal(expected, padded[i]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(33)]
    public async Task Chunk_borders_do_not_show_in_the_reply(int chunk)
    {
        var prompt = RandomEngine.Prompt(5, 100);
        await using var whole = new RandomEngine(Spec);
        await using var chunked = new RandomEngine(Spec, new InferenceOptions { Threads = 1, ChunkTokens = chunk });

        var (expected, _) = await whole.GenerateAsync(prompt, 20);
        var (actual, _) = await chunked.GenerateAsync(prompt, 20);

        Assert.Equal(expected, actual);
    }

    [Theory]
    [InlineData(12, 96)]
    [InlineData(5, 41)]
    public async Task Requests_with_a_common_beginning_compute_it_once_and_reply_as_if_alone(int requests, int common)
    {
        var shared = RandomEngine.Prompt(11, common);
        await using var together = new RandomEngine(Spec);
        int[][] prompts = [.. Enumerable.Range(0, requests).Select(i => (int[])[.. shared, i, i + 1])];
        var replies = await together.TogetherAsync(prompts, 20, ReplyPriority.Scoring);

        for (var i = 0; i < requests; i++)
        {
            await using var alone = new RandomEngine(Spec, paged: false);
            var (expected, _) = await alone.GenerateAsync(prompts[i], 20);
            Assert.Equal(expected, replies[i]);
        }

        // The request that held the engine back until all were there had one token.
        Assert.InRange(together.Engine.PrefilledTokens - 1, common + (2 * requests), common + (3 * requests));
    }

    [Fact]
    public async Task Two_threads_give_the_tokens_of_one()
    {
        var wide = Spec with { Heads = 8, KvHeads = 4, HeadSize = 64, Hidden = 64 };
        var prompt = RandomEngine.Prompt(3, 200);
        await using var one = new RandomEngine(wide);
        await using var two = new RandomEngine(wide, new InferenceOptions { Threads = 2 });

        var (expected, _) = await one.GenerateAsync(prompt, 10);
        var (actual, _) = await two.GenerateAsync(prompt, 10);

        Assert.Equal(expected, actual);
    }

    [Fact]
    public async Task The_same_seed_draws_the_same_tokens_alone_and_in_company()
    {
        var sampling = new SamplingSettings(Temperature: 0.9, TopP: 0.95, Seed: 42);
        var prompt = RandomEngine.Prompt(1, 30);
        await using var engine = new RandomEngine(Spec);
        var (alone, _) = await engine.GenerateAsync(prompt, 40, sampling);

        var others = Enumerable.Range(2, 5).Select(i => engine.GenerateAsync(RandomEngine.Prompt(i, 10 * i), 40, sampling with { Seed = i })).ToArray();
        var (inCompany, _) = await engine.GenerateAsync(prompt, 40, sampling);
        await Task.WhenAll(others);

        Assert.Equal(alone, inCompany);
    }
}
