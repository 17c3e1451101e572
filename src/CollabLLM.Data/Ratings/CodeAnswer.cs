using CollabLLM.Core.Ratings;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Connections;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Ratings;

/// <summary>Stores what a coder found in an answer, in place of what the coder found before.</summary>
public sealed class CodeAnswer(IDbContextFactory<CollabDbContext> databases, TimeProvider clock)
{
    /// <param name="text">Codes separated by semicolons or commas; empty: none fits.</param>
    /// <exception cref="FormatException">A code is too long, or there are too many.</exception>
    /// <exception cref="StudyRuleException">The answer is not of this study, or was deleted meanwhile.</exception>
    public Task<CodeList> RunAsync(string coder, Guid studyId, Guid answerId, string text, CancellationToken ct)
    {
        var codes = CodeList.Parse(text);
        return databases.RetryAsync(
            async db =>
            {
                if (!await db.Answers.AnyAsync(a => a.Id == answerId && db.Sessions.Any(s => s.Id == a.SessionId && s.StudyId == studyId), ct))
                    throw new StudyRuleException("This answer is not there any more: the participant may have withdrawn it. Load the page again.");
                var coding = await db.AnswerCodings.SingleOrDefaultAsync(c => c.AnswerId == answerId && c.Coder == coder, ct);
                if (coding is null) db.AnswerCodings.Add(new(answerId, coder, codes, clock.GetUtcNow()));
                else coding.Recode(codes, clock.GetUtcNow());
                await db.SaveChangesAsync(ct);
                return codes;
            },
            ct);
    }
}
