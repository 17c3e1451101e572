using CollabLLM.Core.Ratings;
using CollabLLM.Core.Studies;
using CollabLLM.Data;
using CollabLLM.Web.Features.Studies;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Web.Features.FreeText;

/// <summary>Reads the answers to one free-text question: the latest of each session, by arm and session. Bots' only in a study that has nobody else's.</summary>
internal sealed class ReadFreeText(IDbContextFactory<CollabDbContext> databases)
{
    public async Task<IReadOnlyList<FreeTextAnswer>> RunAsync(Study study, string question, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await (
            from answer in db.Answers.AsNoTracking()
            join session in db.Sessions on answer.SessionId equals session.Id
            join participant in db.Participants on session.ParticipantId equals participant.Id
            where session.StudyId == study.Id && answer.Question == question && session.Arm != null
            select new { answer.Id, answer.SessionId, answer.Text, answer.At, session.ParticipantId, session.Arm, participant.IsBot }).ToListAsync(ct);
        var withBots = rows.All(r => r.IsBot);
        var codings = (await (
            from coding in db.AnswerCodings.AsNoTracking()
            join answer in db.Answers on coding.AnswerId equals answer.Id
            join session in db.Sessions on answer.SessionId equals session.Id
            where session.StudyId == study.Id && answer.Question == question
            select coding).ToListAsync(ct)).ToLookup(c => c.AnswerId);
        return [.. rows.Where(r => withBots || !r.IsBot)
            .GroupBy(r => r.SessionId).Select(g => g.OrderBy(r => r.At).ThenBy(r => r.Id).Last())
            .OrderBy(r => r.At).ThenBy(r => r.Id)
            .Select(r => new FreeTextAnswer(
                r.Id, r.SessionId, ParticipantLabel.Of(r.ParticipantId), r.Arm!, r.Text,
                codings[r.Id].ToDictionary(c => c.Coder, c => CodeList.Parse(c.Codes), StringComparer.Ordinal)))];
    }
}
