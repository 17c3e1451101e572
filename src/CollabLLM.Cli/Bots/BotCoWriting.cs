using System.Text.Json.Nodes;
using CollabLLM.Core.Documents;
using CollabLLM.Core.Sessions;
using CollabLLM.Data;
using CollabLLM.Data.Documents;
using CollabLLM.Data.Participants;
using CollabLLM.Data.Ratings;
using CollabLLM.Data.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CollabLLM.Cli.Bots;

/// <summary>A bot at the session page: message, reply, document, rating, until it has enough.</summary>
internal sealed class BotCoWriting(IServiceProvider services, Guid id, Random random, BotPage page, BotPhrases phrases, BotRatings ratings)
{
    private const int Tries = 3;

    public static async Task<BotCoWriting> OpenAsync(IServiceProvider services, SessionView view, Random random, BotTime time, CancellationToken ct)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<CollabDbContext>>().CreateDbContextAsync(ct);
        var study = await db.Studies.AsNoTracking().SingleAsync(s => s.Id == view.StudyId, ct);
        var code = await db.Sessions.Where(s => s.Id == view.SessionId).Select(s => s.Arm).SingleAsync(ct);
        var arm = study.Definition().Arms.Select(a => a.Code).ToList().IndexOf(code!);
        Bot.Require(await services.GetRequiredService<TakeOverTab>().RunAsync(view.SessionId, Bot.Tab, ct));
        var page = new BotPage(view.SessionId, Bot.Tab, random, time, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<RecordEvents>());
        page.Note(EventKinds.Connected);
        await page.FlushAsync(ct);
        return new(services, view.SessionId, random, page, new(view, random), new(arm, random));
    }

    /// <returns>How the session ended here; null: it goes on.</returns>
    public async Task<BotOutcome?> GoOnAsync(SessionView view, BotPlan plan, CancellationToken ct)
    {
        if (view.CompletedTurns == plan.DropsOutAfter) return BotOutcome.DroppedOut;
        if (view.CompletedTurns == plan.WithdrawsAfter)
        {
            Bot.Require(await Get<Withdraw>().RunAsync(id, plan.KeepsData, ct));
            return BotOutcome.Withdrew;
        }
        var wanted = Math.Min(view.Definition.Turns.MinimumTurns + plan.ExtraTurns, view.Definition.Turns.MaximumTurns);
        if (view.DueCheckpoint is { } turn) await RateAsync(view, turn, ct);
        else if (view.CompletedTurns < wanted) await ExchangeAsync(view, last: view.CompletedTurns == wanted - 1, ct);
        else Bot.Require(await Get<FinishCoWriting>().RunAsync(id, ct));
        return null;
    }

    public async Task CloseAsync(SessionView view, CancellationToken ct)
    {
        page.Pass(6_000, 30_000);
        if (view.Step == SessionStep.FinalRatings)
            Bot.Require(await Get<GiveFinalRatings>().RunAsync(id, [.. view.Definition.FinalRatings.Select(q => new RatingInput(q.Key, ratings.Mark(q.Scale.Low, q.Scale.High), null))], ct));
        else
            Bot.Require(await Get<GiveAnswers>().RunAsync(id, [.. view.Definition.FreeText.Select((q, i) => new AnswerInput(q.Key, i == 0 ? phrases.Strength() : phrases.Weakness()))], ct));
    }

    private async Task RateAsync(SessionView view, int turn, CancellationToken ct)
    {
        page.Note(EventKinds.RatingShown, turn);
        page.Pass(3_000, 12_000);
        var scale = view.Definition.Checkpoint.Scale;
        Bot.Require(await Get<GiveRating>().RunAsync(id, view.Definition.Checkpoint.Key, turn, ratings.Mark(scale.Low, scale.High), null, ct));
        page.Note(EventKinds.Activity);
        await page.FlushAsync(ct);
    }

    private async Task ExchangeAsync(SessionView view, bool last, CancellationToken ct)
    {
        var message = phrases.Next(view.Turns.LastOrDefault(t => t.Reply is not null)?.Reply, last);
        page.Ponder();
        page.Type("message", message.Length);
        await page.FlushAsync(ct);
        var sent = await Get<SubmitTurn>().RunAsync(id, Bot.Tab, Guid.CreateVersion7().ToString("n"), message, ct);
        if (sent is not SubmitResult.Sent(var turn)) throw new BotException(((SubmitResult.Refused)sent).Sentence);
        var reply = await ReplyAsync(turn, ct);
        page.Read(reply, turn);
        if (random.NextDouble() < 0.7) await InsertAsync(view, reply, turn, ct);
        await page.FlushAsync(ct);
    }

    private async Task<string> ReplyAsync(int turn, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (Get<LiveReplies>().Find(id) is { } live) await live.Ended.WaitAsync(ct);
            await using var db = await Get<IDbContextFactory<CollabDbContext>>().CreateDbContextAsync(ct);
            var row = await db.Turns.AsNoTracking().SingleAsync(t => t.SessionId == id && t.Number == turn, ct);
            if (row.Reply is { } reply) return reply;
            if (row.State is TurnState.Choosing)
            {
                page.Pass(5_000, 20_000);
                Bot.Require(await Get<PickReply>().RunAsync(id, Bot.Tab, turn, (PickedSide)random.Next(3), ct));
                continue;
            }
            if (attempt == Tries)
                throw new BotException($"No reply after {Tries} tries: " + await db.ReplyAttempts.Where(a => a.TurnId == row.Id).OrderByDescending(a => a.Number).Select(a => a.Reason).FirstOrDefaultAsync(ct));
            Bot.Require(await Get<TryAgain>().RunAsync(id, Bot.Tab, turn, ct));
        }
    }

    /// <summary>Takes the reply as the document, as people do with drafts, and types a few words of its own after it.</summary>
    private async Task InsertAsync(SessionView view, string reply, int turn, CancellationToken ct)
    {
        page.Note(EventKinds.Inserted, turn, new JsonObject { ["turn"] = turn, ["start"] = 0, ["end"] = reply.Length, ["at"] = 0 }.ToJsonString());
        var text = reply;
        if (random.NextDouble() < 0.4)
        {
            const string own = " And that is how I see it.";
            page.Type("document", own.Length);
            text += own;
        }
        var content = new JsonObject { ["ops"] = new JsonArray(new JsonObject { ["insert"] = text + "\n" }) }.ToJsonString();
        var before = view.Document is { } document ? QuillDelta.Parse(document.Content) : QuillDelta.Blank;
        IReadOnlyList<EditorChange> changes = view.LastChange is { } last
            ? [new(last + 1, QuillDelta.Replacing(before, QuillDelta.Parse(content)).ToJson(), ChangeLog.Reply, page.NowMs, 0)]
            : [];
        if (await Get<SaveRevision>().RunAsync(id, Bot.Tab, view.Document?.Number ?? 0, RevisionCause.Insert, content, changes, ct) is not SaveResult.Saved) throw new BotException("The document could not be saved.");
    }

    private T Get<T>() where T : notnull => services.GetRequiredService<T>();
}
