using CollabLLM.Core.Participants;
using CollabLLM.Core.Sessions;
using CollabLLM.Core.Studies;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Scoring;

/// <summary>
/// Puts sessions into the queue: at their completion, from the page, from the command line. Only completed sessions of participants who
/// consent to training. Doing it twice adds nothing; another plan is another run, and earlier results stay.
/// </summary>
public sealed class QueueScoring(IDbContextFactory<CollabDbContext> databases, TimeProvider clock)
{
    private const int Tries = 3;

    /// <summary>A whole study, or some of its sessions.</summary>
    /// <param name="plan">Null: what the study's settings say.</param>
    /// <param name="only">Sessions; null: all.</param>
    /// <param name="arm">Code of the arm whose sessions are meant; null: all.</param>
    /// <param name="budget">Null: the run's budget stays as it is, at first without limit.</param>
    public async Task<QueueResult> StudyAsync(
        string slug, string who, CancellationToken ct, ScoringPlan? plan = null, ScoringBudget? budget = null, IReadOnlyCollection<Guid>? only = null, string? arm = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(slug, who, plan, budget, only, arm, ct);
            }
            catch (DbUpdateException) when (attempt < Tries)
            {
                // Another queued the same turn at the same moment; the second look finds its jobs.
            }
        }
    }

    /// <summary>
    /// Queues every completed session that has no job yet, in studies that score by themselves. Workers call it when they are idle, so that
    /// a completion is never forgotten, whatever happened between it and here.
    /// </summary>
    /// <returns>Turns queued.</returns>
    /// <exception cref="StudyRuleException">A study's scoring settings cannot be followed; the studies before it are queued.</exception>
    public async Task<int> CompletedAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var waiting = await ScorableSessions.Of(db)
            .Where(s => !db.ScoringJobs.Any(j => j.SessionId == s.Id))
            .Select(s => new { s.Id, s.StudyId }).ToListAsync(ct);
        var added = 0;
        foreach (var sessions in waiting.GroupBy(s => s.StudyId))
        {
            var study = await db.Studies.AsNoTracking().SingleAsync(s => s.Id == sessions.Key, ct);
            if (!study.Definition().Scoring.Automatic) continue;
            if (await StudyAsync(study.Slug, "completion of a session", ct, only: [.. sessions.Select(s => s.Id)]) is QueueResult.Queued queued) added += queued.Added;
        }
        return added;
    }

    private async Task<QueueResult> TryAsync(string slug, string who, ScoringPlan? plan, ScoringBudget? budget, IReadOnlyCollection<Guid>? only, string? arm, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var study = await db.Studies.SingleOrDefaultAsync(s => s.Slug == slug, ct);
        if (study is null) return new QueueResult.Refused($"There is no study '{slug}'.");

        var (eligible, left) = await EligibleAsync(db, study.Id, only, arm, ct);
        var run = await RunAsync(db, study, plan ?? ScoringPlan.For(study.Definition()), who, ct);
        if (budget is not null) run.Limit(budget.Calls, budget.Tokens, budget.Money);
        if (run.State is ScoringRunState.Done or ScoringRunState.Stopped && !run.IsBudgetSpent) run.MoveTo(ScoringRunState.Running);

        var known = (await db.ScoringJobs.Where(j => j.RunId == run.Id).Select(j => new { j.SessionId, j.Turn }).ToListAsync(ct)).Select(j => (j.SessionId, j.Turn)).ToHashSet();
        var turns = await db.Turns.Where(t => eligible.Contains(t.SessionId) && (t.State == TurnState.Completed || t.State == TurnState.Stopped))
            .Select(t => new { t.SessionId, t.Number, t.SentAt }).ToListAsync(ct);
        var missing = turns.Where(t => !known.Contains((t.SessionId, t.Number))).OrderBy(t => t.SentAt).ToArray();
        db.ScoringJobs.AddRange(missing.Select(t => new ScoringJob(run.Id, t.SessionId, t.Number, clock.GetUtcNow())));
        await db.SaveChangesAsync(ct);
        return new QueueResult.Queued(run.Id, missing.Length, turns.Count - missing.Length, left);
    }

    private static async Task<(IReadOnlyList<Guid> Eligible, IReadOnlyDictionary<string, int> Left)> EligibleAsync(
        CollabDbContext db, Guid studyId, IReadOnlyCollection<Guid>? only, string? arm, CancellationToken ct)
    {
        var rows = await db.Sessions.Where(s => s.StudyId == studyId && (only == null || only.Contains(s.Id)) && (arm == null || s.Arm == arm))
            .Join(db.Participants, s => s.ParticipantId, p => p.Id, (s, p) => new { Session = s.Id, s.Step, Participant = p }).AsNoTracking().ToListAsync(ct);
        var judged = rows.Select(r => (r.Session, Reason: Refusal(r.Step, r.Participant))).ToArray();
        return ([.. judged.Where(j => j.Reason is null).Select(j => j.Session)], judged.Where(j => j.Reason is not null).GroupBy(j => j.Reason!).ToDictionary(g => g.Key, g => g.Count()));
    }

    private static string? Refusal(SessionStep step, Participant participant) =>
        participant.WithdrawnAt is not null ? "withdrawn"
        : step is not SessionStep.Completed ? "not completed"
        : !participant.ConsentsToTraining ? "no consent to training"
        : null;

    private async Task<ScoringRun> RunAsync(CollabDbContext db, Study study, ScoringPlan plan, string who, CancellationToken ct)
    {
        var hash = plan.Hash();
        if (await db.ScoringRuns.SingleOrDefaultAsync(r => r.StudyId == study.Id && r.OptionsHash == hash, ct) is { } known) return known;
        var run = new ScoringRun(study.Id, plan.Preset.Name, plan.ToJson(), hash, plan.Seed, who, clock.GetUtcNow());
        db.ScoringRuns.Add(run);
        return run;
    }
}
