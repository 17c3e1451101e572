using CollabLLM.Core.Policies;
using CollabLLM.Inference;
using CollabLLM.Inference.Engine;
using CollabLLM.TestKit.Onnx;

namespace CollabLLM.UnitTests.Inference.Engine;

public sealed class ReuseTests
{
    private static readonly ModelSpec Spec = new(ModelStyle.Llama, HeadSize: 16);

    [Theory]
    [InlineData(10)]
    [InlineData(32)]
    [InlineData(45)]
    public async Task The_next_turn_prefills_exactly_the_tokens_that_were_never_computed(int first)
    {
        await using var engine = new RandomEngine(Spec);
        var prompt = RandomEngine.Prompt(1, first);
        var (reply, _) = await engine.GenerateAsync(prompt, 12);
        var before = engine.Engine.PrefilledTokens;
        int[] next = [.. prompt, .. reply, .. RandomEngine.Prompt(2, 9)];

        var (_, outcome) = await engine.GenerateAsync(next, 4);

        // The last token of a reply was drawn but never fed back.
        Assert.Equal(first + reply.Length - 1, outcome.ReusedTokens);
        Assert.Equal(9 + 1, engine.Engine.PrefilledTokens - before);
    }

    [Fact]
    public async Task A_reply_after_reuse_is_the_reply_without_it()
    {
        var prompt = RandomEngine.Prompt(1, 37);
        int[] next = [.. prompt, .. RandomEngine.Prompt(2, 20)];
        await using var warm = new RandomEngine(Spec);
        await warm.GenerateAsync(prompt, 10);
        await using var cold = new RandomEngine(Spec);

        var (actual, outcome) = await warm.GenerateAsync(next, 20);
        var (expected, _) = await cold.GenerateAsync(next, 20);

        Assert.Equal(37, outcome.ReusedTokens);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public async Task A_conversation_that_turns_off_shares_only_what_it_has_in_common()
    {
        await using var engine = new RandomEngine(Spec);
        var prompt = RandomEngine.Prompt(1, 40);
        await engine.GenerateAsync(prompt, 4);
        int[] other = [.. prompt[..21], .. RandomEngine.Prompt(9, 30)];
        other[21] = prompt[21] == 0 ? 1 : prompt[21] - 1;

        var (_, outcome) = await engine.GenerateAsync(other, 4);

        Assert.Equal(21, outcome.ReusedTokens);
    }

    [Fact]
    public async Task Idle_sessions_are_dropped_when_the_budget_is_used_up()
    {
        var page = new CollabLLM.Inference.Engine.Attention.PageShape(Spec.Layers, Spec.KvHeads, Spec.HeadSize).Bytes;
        await using var engine = new RandomEngine(Spec, new InferenceOptions { Threads = 1, KvBudgetBytes = 8 * page });

        for (var i = 0; i < 6; i++) await engine.GenerateAsync(RandomEngine.Prompt(i, 60), 10);

        Assert.InRange(engine.Engine.KvBytes, 0, 8 * (long)page);
    }

    [Fact]
    public async Task A_request_that_cannot_fit_the_budget_ends_with_that_reason()
    {
        var page = new CollabLLM.Inference.Engine.Attention.PageShape(Spec.Layers, Spec.KvHeads, Spec.HeadSize).Bytes;
        await using var engine = new RandomEngine(Spec, new InferenceOptions { Threads = 1, KvBudgetBytes = 4 * page });

        var fault = await Assert.ThrowsAsync<PolicyUnavailableException>(() => engine.GenerateAsync(RandomEngine.Prompt(1, 90), 5));

        Assert.Equal(PolicyFailureKind.OutOfMemory, fault.Kind);
        Assert.Equal(0, engine.Engine.PagesInUse - engine.Engine.IdlePages);
    }

    [Fact]
    public async Task Scoring_rows_give_their_memory_to_participants_and_still_reply_as_if_alone()
    {
        var page = new CollabLLM.Inference.Engine.Attention.PageShape(Spec.Layers, Spec.KvHeads, Spec.HeadSize).Bytes;
        await using var tight = new RandomEngine(Spec, new InferenceOptions { Threads = 1, KvBudgetBytes = 10 * page });
        await using var ample = new RandomEngine(Spec);
        var scoring = tight.GenerateAsync(RandomEngine.Prompt(1, 60), 40, priority: ReplyPriority.Scoring);
        var interactive = tight.GenerateAsync(RandomEngine.Prompt(2, 90), 20);

        var (expected, _) = await ample.GenerateAsync(RandomEngine.Prompt(1, 60), 40);

        Assert.Equal(expected, (await scoring).Ids);
        Assert.Equal(20, (await interactive).Ids.Length);
    }
}
