using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Scoring;

/// <summary>Reads where runs stand.</summary>
public sealed partial class ReadProgress(IDbContextFactory<CollabDbContext> databases, TimeProvider clock)
{
    private const int MostReasons = 20;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    public async Task<ScoringProgress> RunAsync(Guid runId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await RunAsync(db, await db.ScoringRuns.AsNoTracking().SingleAsync(r => r.Id == runId, ct), ct);
    }

    /// <summary>A study's runs, the latest first.</summary>
    public async Task<IReadOnlyList<ScoringProgress>> StudyAsync(string slug, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var runs = await db.ScoringRuns.AsNoTracking().Where(r => db.Studies.Any(s => s.Id == r.StudyId && s.Slug == slug)).OrderByDescending(r => r.CreatedAt).ToListAsync(ct);
        var progress = new List<ScoringProgress>();
        foreach (var run in runs) progress.Add(await RunAsync(db, run, ct));
        return progress;
    }

    private async Task<ScoringProgress> RunAsync(CollabDbContext db, ScoringRun run, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - Window;
        var counted = await db.ScoringJobs.Where(j => j.RunId == run.Id).GroupBy(j => j.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var jobs = Enum.GetValues<ScoringJobState>().ToDictionary(s => s, counted.GetValueOrDefault);
        var ended = await db.ScoringJobs.CountAsync(j => j.RunId == run.Id && j.EndedAt >= since, ct);
        var samples = await db.RewardSamples.CountAsync(s => s.OptionsHash == run.OptionsHash && s.At >= since && db.Candidates.Any(c => c.Id == s.CandidateId && c.RunId == run.Id), ct);
        // A run younger than the window is measured over its own age.
        var minutes = Math.Max(1 / 60.0, (clock.GetUtcNow() - (run.CreatedAt > since ? run.CreatedAt : since)).TotalMinutes);
        var open = jobs[ScoringJobState.Pending] + jobs[ScoringJobState.Running];
        TimeSpan? left = open == 0 ? TimeSpan.Zero : ended == 0 ? null : TimeSpan.FromMinutes(open * minutes / ended);
        return new ScoringProgress(
            run.Id, run.Preset, run.OptionsHash, run.State, jobs, samples / minutes, left, await FailuresAsync(db, run, ct),
            new ScoringBudget(run.MaximumCalls, run.MaximumTokens, run.MaximumMoney), run.UsedCalls, run.UsedTokens, run.UsedMoney,
            await db.Pairs.CountAsync(p => p.RunId == run.Id, ct), run.CreatedAt, ScoringPlan.FromJson(run.OptionsJson));
    }

    private static async Task<IReadOnlyList<ScoringFailure>> FailuresAsync(CollabDbContext db, ScoringRun run, CancellationToken ct)
    {
        var jobs = await db.ScoringJobs.Where(j => j.RunId == run.Id && j.State == ScoringJobState.Failed && j.Reason != null)
            .GroupBy(j => j.Reason!).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        var samples = await db.RewardSamples.Where(s => s.Reason != null && s.OptionsHash == run.OptionsHash && db.Candidates.Any(c => c.Id == s.CandidateId && c.RunId == run.Id))
            .GroupBy(s => s.Reason!).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        return [.. Alike(jobs.Select(j => new ScoringFailure("job", j.Key, j.Count)).Concat(samples.Select(s => new ScoringFailure("sample", s.Key, s.Count)))).Take(MostReasons)];
    }

    /// <summary>Reasons that differ in their numbers only are one, told by the most frequent of them; the most frequent first.</summary>
    internal static IEnumerable<ScoringFailure> Alike(IEnumerable<ScoringFailure> failures) => failures
        .GroupBy(f => (f.What, Numbers.Replace(f.Reason, "#")))
        .Select(g => g.OrderByDescending(f => f.Count).ThenBy(f => f.Reason, StringComparer.Ordinal).First() with { Count = g.Sum(f => f.Count) })
        .OrderByDescending(f => f.Count).ThenBy(f => f.Reason, StringComparer.Ordinal);

    [GeneratedRegex(@"\d+")]
    private static partial Regex Numbers { get; }
}
