using CollabLLM.Core.Sessions;
using CollabLLM.Core.Simulation;
using CollabLLM.Data.Participants;
using CollabLLM.Data.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace CollabLLM.Cli.Bots;

/// <summary>A scripted participant: joins by the link and plays a whole session through the operations that the pages use. Seeded: the same seed behaves alike.</summary>
internal sealed class Bot(IServiceProvider services, string slug, int number, int seed)
{
    public const string Tab = "bot";
    private static readonly TimeSpan LongestSession = TimeSpan.FromMinutes(45);

    private readonly Random random = new((int)(Seeds.Derive(seed, "bot", number) & int.MaxValue));

    public async Task<BotOutcome> PlayAsync(CancellationToken ct)
    {
        var time = BotClock.Begin(LongestSession);
        var joined = await Get<JoinStudy>().RunAsync(slug, $"bot-{seed}-{number}", "bot", isBot: true, ct);
        if (joined is JoinResult.AlreadyFinished) return BotOutcome.WasThereBefore;
        if (joined is not JoinResult.Joined(var token)) return BotOutcome.NotAdmitted;
        var plan = BotPlan.Draw(random);
        BotCoWriting? coWriting = null;
        while (true)
        {
            var view = await Get<ReadSession>().RunAsync(token, ct) ?? throw new BotException("The session has gone.");
            var id = view.SessionId;
            switch (view.Step)
            {
                case SessionStep.Consent:
                    Require(await Get<RecordConsent>().RunAsync(id, new(random.NextDouble() < 0.9, true) { Screening = [.. (view.Definition.Screening ?? []).Select(q => new IntakeAnswer(q.Key, q.Eligible[random.Next(q.Eligible.Count)]))] }, ct));
                    break;
                case SessionStep.Topic:
                    var topics = view.Type!.Topics;
                    Require(await Get<ChooseTopic>().RunAsync(id, topics.Count > 0 ? topics[random.Next(topics.Count)] : "a day by the sea", ct));
                    break;
                case SessionStep.Intake:
                    Require(await Get<AnswerIntake>().RunAsync(id, [.. view.Type!.Intake.Select(q => new IntakeAnswer(q.Key, q.Options.Count > 0 ? q.Options[random.Next(q.Options.Count)] : "no preference"))], ct));
                    break;
                case SessionStep.Instructions:
                    time.Skip(random.Next(8_000, 40_000));
                    Require(await Get<BeginCoWriting>().RunAsync(id, ct));
                    break;
                case SessionStep.CoWriting:
                    coWriting ??= await BotCoWriting.OpenAsync(services, view, random, time, ct);
                    if (await coWriting.GoOnAsync(view, plan, ct) is { } outcome) return outcome;
                    break;
                case SessionStep.FinalRatings or SessionStep.FreeText:
                    coWriting ??= await BotCoWriting.OpenAsync(services, view, random, time, ct);
                    await coWriting.CloseAsync(view, ct);
                    break;
                default:
                    return BotOutcome.Completed;
            }
        }
    }

    internal static void Require(StepResult result)
    {
        if (result is StepResult.Refused(var sentence)) throw new BotException(sentence);
    }

    private T Get<T>() where T : notnull => services.GetRequiredService<T>();
}
