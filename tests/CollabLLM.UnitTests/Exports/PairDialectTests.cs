using System.Text;
using System.Text.Json;
using CollabLLM.Core.Conversations;
using CollabLLM.Core.Exports;
using CollabLLM.Core.Exports.Pairs;

namespace CollabLLM.UnitTests.Exports;

public sealed class PairDialectTests
{
    private static readonly SessionKey Key = new("p1", "s1", "K");
    private static readonly Message[] Prompt = [Message.User("Help me"), Message.Assistant("With what?"), Message.User("A \"poem\"")];
    private static readonly CandidateExport Good = new(1, "same-policy", "Sure — ?", 0.5, 0.1, 3, 0, "sim", null, 7, "1.0");
    private static readonly CandidateExport Bad = new(0, "given", "No.", 0.25, null, 1, 2, "sim", null, 8, "1.0");

    [Fact]
    public async Task Trl_has_messages_for_prompt_chosen_and_rejected_and_says_where_the_row_comes_from()
    {
        var row = await OneAsync(PairDialect.Trl);

        Assert.Equal(("user", "A \"poem\""), (row.GetProperty("prompt")[2].GetProperty("role").GetString(), row.GetProperty("prompt")[2].GetProperty("content").GetString()));
        Assert.Equal(("assistant", "Sure — ?"), (row.GetProperty("chosen")[0].GetProperty("role").GetString(), row.GetProperty("chosen")[0].GetProperty("content").GetString()));
        Assert.Equal("No.", row.GetProperty("rejected")[0].GetProperty("content").GetString());
        Assert.Equal((0.5, 0.25, 3, 2), (row.GetProperty("chosen_mr").GetDouble(), row.GetProperty("rejected_mr").GetDouble(), row.GetProperty("chosen_used").GetInt32(), row.GetProperty("rejected_failed").GetInt32()));
        Assert.Equal(("K", 2, JsonValueKind.Null, true), (row.GetProperty("arm").GetString(), row.GetProperty("turn").GetInt32(), row.GetProperty("judge_id").ValueKind, row.GetProperty("consents_to_training").GetBoolean()));
    }

    [Fact]
    public async Task OpenAi_has_exactly_its_three_keys()
    {
        var row = await OneAsync(PairDialect.OpenAi);

        Assert.Equal(["input", "preferred_output", "non_preferred_output"], row.EnumerateObject().Select(p => p.Name));
        Assert.Equal(3, row.GetProperty("input").GetProperty("messages").GetArrayLength());
    }

    [Fact]
    public async Task Hh_is_two_transcripts_that_differ_in_the_last_reply()
    {
        var row = await OneAsync(PairDialect.HumanAssistant);

        Assert.Equal("\n\nHuman: Help me\n\nAssistant: With what?\n\nHuman: A \"poem\"\n\nAssistant: Sure — ?", row.GetProperty("chosen").GetString());
        Assert.EndsWith("\n\nAssistant: No.", row.GetProperty("rejected").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Collabllm_flat_and_nested_have_the_published_keys()
    {
        var flat = await OneAsync(PairDialect.CollabLlm);
        var nested = await OneAsync(PairDialect.CollabLlmNested);

        Assert.Equal(["prompt", "chosen", "rejected", "score_chosen", "score_rejected"], flat.EnumerateObject().Select(p => p.Name));
        Assert.Equal(["single_turn_prompt", "single_turn_completion", "single_turn_metadata", "turns"], nested.EnumerateObject().Select(p => p.Name));
        var responses = nested.GetProperty("turns")[0].GetProperty("responses");
        Assert.Equal(["No.", "Sure — ?"], responses.EnumerateArray().Select(r => r.GetProperty("completion").GetString()));
        Assert.Equal([0.25, 0.5], responses.EnumerateArray().Select(r => r.GetProperty("score").GetDouble()));
    }

    [Fact]
    public async Task Supervised_rows_end_with_the_best_reply_and_prompts_carry_their_reward_metadata()
    {
        var supervised = await OneAsync(PairDialect.Supervised);
        var prompt = await OneAsync(PairDialect.Prompts);

        Assert.Equal("Sure — ?", supervised.GetProperty("messages")[3].GetProperty("content").GetString());
        Assert.Equal(("The document", 0.25), (prompt.GetProperty("reward_model").GetProperty("ground_truth").GetString(), prompt.GetProperty("extra_info").GetProperty("mr_of_given_reply").GetDouble()));
    }

    [Fact]
    public void Nobody_is_in_both_parts_and_the_share_is_about_right()
    {
        var split = new PairSplit(Seed: 5, EvalShare: 0.2);
        var parts = Enumerable.Range(0, 2_000).Select(i => split.Of($"participant-{i}")).ToArray();

        Assert.Equal(parts, Enumerable.Range(0, 2_000).Select(i => split.Of($"participant-{i}")));
        Assert.InRange(parts.Count(p => p == PairSplit.Eval), 330, 470);
    }

    [Theory]
    [InlineData("language", null, 0)]
    [InlineData("length-ratio", "accepted", 1)]
    [InlineData("", "rejected", 0)]
    [InlineData("", null, 1)]
    public void What_is_left_out_is_counted_with_its_reason(string flags, string? decision, int kept)
    {
        var selection = new PairSelection();

        var taken = selection.Takes(Pair() with { Flags = flags, Decision = decision });

        Assert.Equal((kept == 1, kept, 1 - kept), (taken, selection.Kept, selection.LeftOut.Values.Sum()));
    }

    private static PairExport Pair() => new(Key, "writing", 2, "simulated", "v2", "hash", 0.25, Prompt, Good, Bad, "policy", "", null, null, "train");

    private static async Task<JsonElement> OneAsync(PairDialect dialect)
    {
        var session = new ScoredSession(Key, "writing", "policy", "v2", "hash", "A poem", "The document", "train", [new(2, Prompt, [Bad, Good])], [Pair()]);
        var output = new MemoryStream();
        Assert.Equal(1, await DialectWriter.WriteAsync(new[] { session }.ToAsyncEnumerable(), dialect, output, default));
        return JsonDocument.Parse(Encoding.UTF8.GetString(output.ToArray())).RootElement;
    }
}
