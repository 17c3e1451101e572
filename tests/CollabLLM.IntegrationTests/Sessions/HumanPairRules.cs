using CollabLLM.Core.Exports.Pairs;
using CollabLLM.Core.Sessions;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Connections;
using CollabLLM.Data.Exports;
using CollabLLM.Data.Participants;
using CollabLLM.Data.Sessions;
using CollabLLM.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.AI;

namespace CollabLLM.IntegrationTests.Sessions;

/// <summary>What participants make of two replies, or of one that they write anew, on each database.</summary>
public abstract class HumanPairRules(DatabaseProvider provider) : IDisposable
{
    private readonly TestDatabase database = TestDatabase.Create(provider);

    public void Dispose()
    {
        database.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task At_a_chosen_exchange_two_replies_wait_for_an_answer_and_nothing_else_can_be_done()
    {
        await using var host = await OpenAsync(new() { PickAtTurns = [3] });
        var (token, id) = await host.CoWriteAsync();
        foreach (var message in new[] { "First message", "Second message", "Third message" }) await host.ExchangeAsync(id, message);

        var view = await host.ViewAsync(token);

        Assert.All(view.Turns.Take(2), turn => Assert.Equal((TurnState.Completed, null), (turn.State, turn.Offer)));
        Assert.Equal((TurnState.Choosing, null, 2, false), (view.Turns[2].State, view.Turns[2].Reply, view.CompletedTurns, view.CanFinish));
        Assert.NotEqual(view.Turns[2].Offer!.Left, view.Turns[2].Offer!.Right);
        Assert.Equal(SubmitRefusal.ReplyPending, Assert.IsType<SubmitResult.Refused>(await host.SendAsync(id, "Another")).Reason);
        Assert.Contains("Choose", Assert.IsType<StepResult.Refused>(await host.Get<FinishCoWriting>().RunAsync(id, default)).Sentence);
    }

    [Theory]
    [InlineData(PickedSide.Left)]
    [InlineData(PickedSide.Right)]
    public async Task The_picked_reply_continues_the_conversation_and_counts_as_one_exchange(PickedSide side)
    {
        await using var host = await OpenAsync(new() { PickAtTurns = [1] });
        var (token, id) = await host.CoWriteAsync();
        await host.ExchangeAsync(id, "First message");
        var offer = (await host.ViewAsync(token)).Turns[0].Offer!;

        Assert.IsType<StepResult.Done>(await PickAsync(host, id, side));
        await host.ExchangeAsync(id, "Second message");

        var view = await host.ViewAsync(token);
        var picked = side is PickedSide.Left ? offer.Left : offer.Right;
        Assert.Equal((TurnState.Completed, picked, 2), (view.Turns[0].State, view.Turns[0].Reply, view.CompletedTurns));
        Assert.Contains($"after: {picked}", view.Turns[1].Reply, StringComparison.Ordinal);
        await using var db = database.CreateDbContext();
        var pair = await db.HumanPairs.SingleAsync();
        Assert.Equal((picked, HumanPairSource.Picked), (pair.Continued, pair.Source));
        Assert.Equal(side is PickedSide.Left, (pair.Preferred is PreferredReply.First) == pair.FirstIsLeft);
        Assert.Equal(2, await db.ReplyAttempts.CountAsync(a => a.TurnId == db.Turns.Single(t => t.Number == 1).Id));
        Assert.Single(await db.Events.Where(e => e.Kind == EventKinds.Picked).ToListAsync());
    }

    [Fact]
    public async Task No_preference_is_an_answer_and_no_pair()
    {
        await using var host = await OpenAsync(new() { PickAtTurns = [1] });
        var (token, id) = await host.CoWriteAsync();
        await host.ExchangeAsync(id, "First message");

        Assert.IsType<StepResult.Done>(await PickAsync(host, id, PickedSide.NoPreference));

        await using var db = database.CreateDbContext();
        var pair = await db.HumanPairs.SingleAsync();
        Assert.Equal((PreferredReply.None, pair.First), (pair.Preferred, (await host.ViewAsync(token)).Turns[0].Reply));
        Assert.Equal(0, (await CountAsync()).Train);
    }

    [Fact]
    public async Task Picked_twice_at_once_it_is_one_answer_and_a_later_change_of_mind_is_refused()
    {
        await using var host = await OpenAsync(new() { PickAtTurns = [1] });
        var (token, id) = await host.CoWriteAsync();
        await host.ExchangeAsync(id, "First message");

        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PickAsync(host, id, PickedSide.Right)));
        var later = await PickAsync(host, id, PickedSide.Left);

        Assert.All(both, result => Assert.IsType<StepResult.Done>(result));
        Assert.Contains("chosen already", Assert.IsType<StepResult.Refused>(later).Sentence, StringComparison.Ordinal);
        await using var db = database.CreateDbContext();
        Assert.Equal((1, 1, 1), (await db.HumanPairs.CountAsync(), await db.Events.CountAsync(e => e.Kind == EventKinds.Picked), (await host.ViewAsync(token)).CompletedTurns));
    }

    [Fact]
    public async Task A_reload_finds_the_same_two_replies_in_the_same_places_and_another_tab_may_not_answer()
    {
        await using var host = await OpenAsync(new() { PickAtTurns = [1] });
        var (token, id) = await host.CoWriteAsync();
        await host.ExchangeAsync(id, "First message");
        await using var restarted = new SessionHost(database, Policies);

        Assert.Equal((await host.ViewAsync(token)).Turns[0].Offer, (await restarted.ViewAsync(token)).Turns[0].Offer);
        Assert.Contains("another tab", Assert.IsType<StepResult.Refused>(await restarted.Get<PickReply>().RunAsync(id, "tab-2", 1, PickedSide.Left, default)).Sentence, StringComparison.Ordinal);
        Assert.IsType<StepResult.Done>(await PickAsync(restarted, id, PickedSide.Left));
    }

    [Fact]
    public async Task Where_one_of_two_replies_fails_the_other_is_the_reply_and_there_is_nothing_to_pick()
    {
        var calls = 0;
        await using var host = await OpenAsync(new() { PickAtTurns = [1] }, _ => new FunctionChatClient((_, _) => Interlocked.Increment(ref calls) == 1 ? throw new InvalidOperationException("broken") : "The one that came."));
        var (token, id) = await host.CoWriteAsync();
        await host.ExchangeAsync(id, "First message");

        var view = await host.ViewAsync(token);

        Assert.Equal((TurnState.Completed, "The one that came.", null, 1), (view.Turns[0].State, view.Turns[0].Reply, view.Turns[0].Offer, view.CompletedTurns));
        await using var db = database.CreateDbContext();
        Assert.Equal((0, 2), (await db.HumanPairs.CountAsync(), await db.ReplyAttempts.CountAsync()));
    }

    [Fact]
    public async Task Two_equal_replies_are_one_reply()
    {
        await using var host = await OpenAsync(new() { PickAtTurns = [1] }, _ => new FunctionChatClient((_, _) => "Always the same."));
        var (token, id) = await host.CoWriteAsync();
        await host.ExchangeAsync(id, "First message");

        Assert.Equal((TurnState.Completed, "Always the same."), ((await host.ViewAsync(token)).Turns[0].State, (await host.ViewAsync(token)).Turns[0].Reply));
    }

    [Fact]
    public async Task An_edited_reply_is_kept_beside_the_original_which_the_policy_goes_on_seeing()
    {
        await using var host = await OpenAsync(new() { EditReplies = true });
        var (token, id) = await host.CoWriteAsync();
        await host.ExchangeAsync(id, "First message");
        var original = (await host.ViewAsync(token)).Turns[0].Reply;

        foreach (var version in new[] { "Here is my first version of the text.", "Here is my first version of the text.", "Here is my second version of the text." }) Assert.IsType<StepResult.Done>(await EditAsync(host, id, version));
        await host.ExchangeAsync(id, "Second message");

        var view = await host.ViewAsync(token);
        Assert.Equal((original, "Here is my second version of the text."), (view.Turns[0].Reply, view.Turns[0].Edited));
        Assert.Contains($"after: {original}", view.Turns[1].Reply, StringComparison.Ordinal);
        await using var db = database.CreateDbContext();
        Assert.Equal([1, 2], await db.HumanPairs.OrderBy(p => p.Number).Select(p => p.Number).ToListAsync());
        Assert.Equal(1, (await CountAsync()).Train);
    }

    [Theory]
    [InlineData("   ", "is empty")]
    [InlineData(null, "the limit is 20,000")]
    public async Task A_version_without_words_or_too_long_is_refused_and_nothing_is_written(string? version, string sentence)
    {
        await using var host = await OpenAsync(new() { EditReplies = true });
        var (_, id) = await host.CoWriteAsync();
        await host.ExchangeAsync(id, "First message");

        Assert.Contains(sentence, Assert.IsType<StepResult.Refused>(await EditAsync(host, id, version ?? new string('x', 20_001))).Sentence, StringComparison.Ordinal);
        await using var db = database.CreateDbContext();
        Assert.Equal(0, await db.HumanPairs.CountAsync());
    }

    [Fact]
    public async Task By_default_nothing_is_picked_and_nothing_can_be_edited()
    {
        await using var host = await OpenAsync(new());
        var (token, id) = await host.CoWriteAsync();
        await host.ExchangeAsync(id, "First message");

        Assert.Equal(TurnState.Completed, (await host.ViewAsync(token)).Turns[0].State);
        Assert.Contains("cannot be edited", Assert.IsType<StepResult.Refused>(await EditAsync(host, id, "Mine")).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pairs_of_people_are_exported_only_when_asked_for_and_go_with_the_participant()
    {
        await using var host = await OpenAsync(new() { PickAtTurns = [1], EditReplies = true });
        var (_, id) = await host.CoWriteAsync();
        await host.ExchangeAsync(id, "First message");
        await PickAsync(host, id, PickedSide.Left);
        await EditAsync(host, id, "Here is the text as I would have written it.");

        Assert.Equal((2, "human"), ((await CountAsync()).Train, (await CountAsync()).Preset));
        await using (var snapshot = (await StudySnapshot.OpenAsync(database, SessionHost.Slug, false, default))!)
            await Assert.ThrowsAsync<StudyRuleException>(() => PairsExport.RunAsync(snapshot, null, new PairSelection(), default));

        await host.Get<Withdraw>().RunAsync(id, keepData: true, default);
        Assert.Equal(0, (await CountAsync()).Train);
        await host.Get<Withdraw>().RunAsync(id, keepData: false, default);
        await using var db = database.CreateDbContext();
        Assert.Equal(0, await db.HumanPairs.CountAsync());
    }

    private async Task<PairsSummary> CountAsync()
    {
        await using var snapshot = (await StudySnapshot.OpenAsync(database, SessionHost.Slug, false, default))!;
        var selection = new PairSelection(Kind: PairKinds.Human);
        return await PairsExport.CountAsync(snapshot, await PairsExport.RunAsync(snapshot, null, selection, default), new PairSplit(1, 0), selection, default);
    }

    private async Task<SessionHost> OpenAsync(HumanPairSettings settings, Func<Core.Policies.PolicyDefinition, IChatClient>? policies = null)
    {
        var host = new SessionHost(database, policies ?? Policies);
        await host.OpenStudyAsync(SampleStudy.Definition() with { HumanPairs = settings });
        return host;
    }

    // The reply depends on the seed, so that two samples differ, and tells the last reply that the policy saw. No digits: they could pass for a telephone number.
    private static FunctionChatClient Policies(Core.Policies.PolicyDefinition policy) =>
        new((messages, options) => $"Here is the text of kind {Letters(options.Seed)} that you wanted, after: {messages.LastOrDefault(m => m.Role == ChatRole.Assistant)?.Text ?? "nothing"}");

    private static string Letters(long? seed) => string.Concat($"{seed:x}".Select(digit => (char)('a' + Convert.ToInt32($"{digit}", 16))));

    private static Task<StepResult> PickAsync(SessionHost host, Guid id, PickedSide side) => host.Get<PickReply>().RunAsync(id, SessionHost.Tab, 1, side, default);

    private static Task<StepResult> EditAsync(SessionHost host, Guid id, string version) => host.Get<EditReply>().RunAsync(id, SessionHost.Tab, 1, version, default);
}

public sealed class SqliteHumanPairTests() : HumanPairRules(DatabaseProvider.Sqlite);

public sealed class PostgresHumanPairTests() : HumanPairRules(DatabaseProvider.Postgres);
