using CollabLLM.Core.Exports.Pairs;
using CollabLLM.Core.Conversations;
using CollabLLM.Data;
using CollabLLM.Data.Scoring;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Web.Features.Scoring;

/// <summary>Reads a study's pairs one at a time, in the order in which they were made.</summary>
internal sealed class ReadPairs(IDbContextFactory<CollabDbContext> databases)
{
    private const double Normal95 = 1.96;

    public async Task<PairPage> RunAsync(Guid studyId, PairQuery query, int index, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (query.Kind == PairKinds.Human) return await ReadHumanPairs.RunAsync(db, studyId, query, index, ct);
        var pairs = Asked(db, studyId, query);
        var total = await pairs.CountAsync(ct);
        var pair = await pairs.OrderBy(p => p.At).ThenBy(p => p.Id).Skip(Math.Clamp(index, 0, Math.Max(0, total - 1))).FirstOrDefaultAsync(ct);
        return new PairPage(total, pair is null ? null : await DetailAsync(db, pair, ct));
    }

    private static IQueryable<PairRow> Asked(CollabDbContext db, Guid studyId, PairQuery query)
    {
        var pairs = db.Pairs.AsNoTracking().Where(p => db.ScoringRuns.Any(r => r.Id == p.RunId && r.StudyId == studyId));
        if (query.Run is { } run) pairs = pairs.Where(p => p.RunId == run);
        if (query.Flagged is { } flagged) pairs = pairs.Where(p => (p.Flags != "") == flagged);
        if (query.Decision == PairQuery.Open) pairs = pairs.Where(p => p.Decision == null);
        else if (query.Decision is { } decision) pairs = pairs.Where(p => p.Decision == decision);
        return pairs;
    }

    private static async Task<PairDetail> DetailAsync(CollabDbContext db, PairRow pair, CancellationToken ct)
    {
        var turns = await db.Turns.AsNoTracking().Where(t => t.SessionId == pair.SessionId && t.Number <= pair.Turn).OrderBy(t => t.Number).ToListAsync(ct);
        var arm = await db.Sessions.Where(s => s.Id == pair.SessionId).Select(s => s.Arm).SingleAsync(ct);
        var run = await db.ScoringRuns.AsNoTracking().SingleAsync(r => r.Id == pair.RunId, ct);
        var (chosen, rejected) = (await SideAsync(db, pair.ChosenId, ct), await SideAsync(db, pair.RejectedId, ct));
        double? error = chosen.StandardError is { } a && rejected.StandardError is { } b ? Normal95 * Math.Sqrt((a * a) + (b * b)) : null;
        return new PairDetail(
            pair.Id, arm ?? "", pair.Turn, pair.Kind, run.Preset, run.OptionsHash, pair.Margin, error, pair.Flags, pair.Decision, pair.Note, pair.DecidedBy,
            Messages(SessionConversation.Prompt(turns, pair.Turn)), chosen, rejected);
    }

    private static async Task<PairSide> SideAsync(CollabDbContext db, Guid candidateId, CancellationToken ct)
    {
        var candidate = await db.Candidates.AsNoTracking().SingleAsync(c => c.Id == candidateId, ct);
        var reward = await db.Rewards.AsNoTracking().SingleOrDefaultAsync(r => r.CandidateId == candidateId && r.Kind == RewardKinds.Simulated, ct);
        var samples = await db.RewardSamples.AsNoTracking().Where(s => s.CandidateId == candidateId).OrderBy(s => s.Kind).ThenBy(s => s.Index).ToListAsync(ct);
        return new PairSide(
            candidate.Text, candidate.Source, candidate.Arm, candidate.PolicyId, candidate.PromptHash, reward?.Mean, reward?.StandardError, reward?.Used ?? 0, reward?.Failed ?? 0,
            [.. samples.OrderByDescending(s => s.Kind).ThenBy(s => s.Index).Select(Sample)]);
    }

    private static PairSample Sample(RewardSampleRow row) =>
        new(row.Index, row.Kind == RewardKinds.Observed, row.Reward, row.Reason, SampleJson.Read(row.ScoresJson), Messages(ChatJson.Read(row.MessagesJson)));

    private static PairMessage[] Messages(IEnumerable<Message> messages) => [.. messages.Select(m => new PairMessage(m.Role is MessageRole.User, m.Content))];
}
