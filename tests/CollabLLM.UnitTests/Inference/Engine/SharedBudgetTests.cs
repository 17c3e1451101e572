using CollabLLM.Core.Policies;
using CollabLLM.Inference.Engine;
using CollabLLM.Inference.Engine.Attention;
using CollabLLM.Inference.Engine.Pages;
using CollabLLM.TestKit.Onnx;

namespace CollabLLM.UnitTests.Inference.Engine;

/// <summary>Two engines under one budget: what one needs the other gives up, and no reply changes by it.</summary>
public sealed class SharedBudgetTests
{
    private static readonly ModelSpec First = new(ModelStyle.Llama, HeadSize: 16);
    private static readonly ModelSpec Second = new(ModelStyle.Llama, HeadSize: 16, Layers: 3, Seed: 2);
    private static readonly long Page = new PageShape(First.Layers, First.KvHeads, First.HeadSize).Bytes;

    [Fact]
    public async Task An_idle_session_of_one_model_makes_room_for_another_model_and_is_computed_again_when_it_comes_back()
    {
        var budget = new KvBudget(12 * Page);
        await using var one = new RandomEngine(First, budget: budget);
        await using var other = new RandomEngine(Second, budget: budget);
        var prompt = RandomEngine.Prompt(1, 90);
        var (before, _) = await one.GenerateAsync(prompt, 20);

        await other.GenerateAsync(RandomEngine.Prompt(2, 100), 10);
        var bytes = budget.AllocatedBytes;
        var (after, outcome) = await one.GenerateAsync(prompt, 20);

        Assert.InRange(bytes, 1, 12 * Page);
        Assert.InRange(outcome.ReusedTokens, 0, 89 - PageShape.Tokens);
        Assert.Equal(before, after);
    }

    [Fact]
    public async Task A_participant_of_one_model_gets_memory_from_scoring_rows_of_another_which_still_reply_as_if_alone()
    {
        var budget = new KvBudget(14 * Page);
        await using var scorer = new RandomEngine(First, budget: budget);
        await using var chat = new RandomEngine(Second, budget: budget);
        await using var ample = new RandomEngine(First);
        int[][] prompts = [.. Enumerable.Range(0, 2).Select(i => RandomEngine.Prompt(i, 70))];
        var scoring = prompts.Select(p => scorer.GenerateAsync(p, 25, priority: ReplyPriority.Scoring)).ToArray();

        var (reply, _) = await chat.GenerateAsync(RandomEngine.Prompt(5, 80), 15);

        Assert.Equal(15, reply.Length);
        for (var i = 0; i < prompts.Length; i++) Assert.Equal((await ample.GenerateAsync(prompts[i], 25)).Ids, (await scoring[i]).Ids);
    }

    [Fact]
    public async Task Participants_of_two_models_who_do_not_fit_together_wait_for_each_other_and_both_get_their_whole_reply()
    {
        var budget = new KvBudget(16 * Page);
        await using var one = new RandomEngine(First, budget: budget);
        await using var other = new RandomEngine(First with { Seed = 3 }, budget: budget);
        var replies = new List<Task<(int[] Ids, GenerationOutcome Outcome)>>();
        for (var i = 0; i < 4; i++)
        {
            replies.Add(one.GenerateAsync(RandomEngine.Prompt(i, 100), 60));
            replies.Add(other.GenerateAsync(RandomEngine.Prompt(i, 100), 60));
        }

        foreach (var reply in replies) Assert.Equal(60, (await reply.WaitAsync(TimeSpan.FromMinutes(5))).Ids.Length);
        Assert.Equal(0, one.Engine.PagesInUse - one.Engine.IdlePages + other.Engine.PagesInUse - other.Engine.IdlePages);
    }

    [Fact]
    public async Task A_scoring_row_that_gave_way_goes_on_when_the_participant_leaves_without_a_reply()
    {
        var budget = new KvBudget(8 * Page);
        await using var scorer = new RandomEngine(First, budget: budget);
        await using var chat = new RandomEngine(First with { Seed = 3 }, budget: budget);
        var scoring = scorer.GenerateAsync(RandomEngine.Prompt(1, 80), 40, priority: ReplyPriority.Scoring);

        // It wants nearly the whole budget, and leaves before it has it.
        var participant = new GenerationRequest(RandomEngine.Prompt(2, 110), new(), 10, [], ReplyPriority.Interactive);
        chat.Engine.Submit(participant);
        participant.Cancel();

        Assert.Equal(40, (await scoring.WaitAsync(TimeSpan.FromMinutes(5))).Ids.Length);
    }
}
