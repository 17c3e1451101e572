using CollabLLM.Data;
using CollabLLM.Data.Scoring;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Web.Features.Scoring;

/// <summary>Reads a study's pairs one at a time, in the order in which they were made.</summary>
internal sealed class ReadPairs(IDbContextFactory<CollabDbContext> databases)
{
    public async Task<PairPage> RunAsync(Guid studyId, int index, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var pairs = db.Pairs.AsNoTracking().Where(p => db.ScoringRuns.Any(r => r.Id == p.RunId && r.StudyId == studyId));
        var total = await pairs.CountAsync(ct);
        var pair = await pairs.OrderBy(p => p.At).ThenBy(p => p.Id).Skip(index).FirstOrDefaultAsync(ct);
        if (pair is null) return new PairPage(total, null);

        var turns = await db.Turns.AsNoTracking().Where(t => t.SessionId == pair.SessionId && t.Number <= pair.Turn).OrderBy(t => t.Number).ToListAsync(ct);
        var prompt = turns.Where(t => t.Counts && t.Number < pair.Turn).SelectMany(t => new[] { new PairMessage(true, t.Message), new PairMessage(false, t.Reply!) })
            .Append(new PairMessage(true, turns[^1].Message));
        var arm = await db.Sessions.Where(s => s.Id == pair.SessionId).Select(s => s.Arm).SingleAsync(ct);
        return new PairPage(total, new PairDetail(
            pair.Id, arm ?? "", pair.Turn, pair.Margin, pair.Flags, pair.Decision, pair.Note, [.. prompt],
            await SideAsync(db, pair.ChosenId, ct), await SideAsync(db, pair.RejectedId, ct)));
    }

    private static async Task<PairSide> SideAsync(CollabDbContext db, Guid candidateId, CancellationToken ct)
    {
        var candidate = await db.Candidates.AsNoTracking().SingleAsync(c => c.Id == candidateId, ct);
        var reward = await db.Rewards.AsNoTracking().Where(r => r.CandidateId == candidateId && r.Kind == RewardKinds.Simulated).OrderByDescending(r => r.At).FirstOrDefaultAsync(ct);
        return new PairSide(candidate.Text, candidate.Source, reward?.Mean, reward?.StandardError, reward?.Used ?? 0, reward?.Failed ?? 0);
    }
}
