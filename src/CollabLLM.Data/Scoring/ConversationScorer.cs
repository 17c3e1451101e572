using System.Reflection;
using CollabLLM.Core.Rewards;
using CollabLLM.Core.Simulation;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Scoring;

/// <summary>
/// Scores one turn of a real session: makes the candidates, asks the estimator for each, adds what the participant really did as one observed
/// sample, and settles rewards, pair and job in one transaction. Whatever was stored by an earlier attempt is kept and not made again.
/// </summary>
public sealed class ConversationScorer(IDbContextFactory<CollabDbContext> databases, ScoringModels models, ScoringQueue queue, TimeProvider clock)
{
    private static readonly string CodeVersion =
        typeof(ConversationScorer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion is { } version && version.Length <= 64 ? version : "unknown";

    private readonly SampleStore store = new(databases, clock);
    private readonly CandidateMaker candidates = new(models);

    /// <exception cref="LeaseLostException">The job is no longer this attempt's.</exception>
    /// <exception cref="ModelFailedException">A model failed in a way that may pass.</exception>
    public async Task<ScoringOutcome> ScoreAsync(ScoringLease lease, CancellationToken ct)
    {
        if (await store.StopIfSpentAsync(lease, ct)) return ScoringOutcome.BudgetSpent;
        if (await LoadAsync(lease, ct) is not { } turn) return await CancelAsync(lease, ct);

        var use = new ModelUse();
        var replies = await CandidatesAsync(turn, lease, use, ct);
        var hash = turn.Plan.Hash();
        if (await EstimateAsync(turn, lease, replies, hash, use, ct) is not { } scored) return ScoringOutcome.BudgetSpent;
        var observed = await ObserveAsync(turn, lease, replies[0], hash, use, ct);
        await SettleAsync(turn, lease, scored, observed, hash, use, ct);
        return ScoringOutcome.Done;
    }

    private async Task<ScoringCase?> LoadAsync(ScoringLease lease, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await ScoringCase.LoadAsync(db, lease, ct);
    }

    private async Task<IReadOnlyList<CandidateRow>> CandidatesAsync(ScoringCase turn, ScoringLease lease, ModelUse use, CancellationToken ct)
    {
        if (await store.CandidatesAsync(lease, ct) is { Count: > 0 } known) return known;
        var made = await candidates.MakeAsync(turn, lease, use, clock.GetUtcNow(), ct);
        await store.AddAsync(lease, made, use, ct);
        return made;
    }

    /// <returns>Null when the budget was spent on the way. All at once a turn that has begun is finished: its samples are paid for already.</returns>
    private async Task<List<(CandidateRow Row, RewardEstimate Estimate)>?> EstimateAsync(
        ScoringCase turn, ScoringLease lease, IReadOnlyList<CandidateRow> replies, string hash, ModelUse use, CancellationToken ct)
    {
        if (models.FansOut) return [.. replies.Zip(await Task.WhenAll(replies.Select(reply => EstimateAsync(turn, lease, reply, hash, use, ct))))];
        var scored = new List<(CandidateRow Row, RewardEstimate Estimate)>();
        foreach (var reply in replies)
        {
            scored.Add((reply, await EstimateAsync(turn, lease, reply, hash, use, ct)));
            if (await store.StopIfSpentAsync(lease, ct) && scored.Count < replies.Count) return null;
        }
        return scored;
    }

    private async Task<RewardEstimate> EstimateAsync(ScoringCase turn, ScoringLease lease, CandidateRow reply, string hash, ModelUse use, CancellationToken ct)
    {
        var finished = await store.SamplesAsync(reply.Id, hash, RewardKinds.Simulated, ct);
        var estimator = new RewardEstimator(turn.Plan.Preset, models.For(turn.Plan, turn.Seeing(turn.Arm.Policy), use));
        string? passing = null;
        var estimate = await estimator.EstimateAsync(turn.Question(reply.Text), SeedOf(turn, reply.Index), ct, finished, StoreAsync);
        // The samples that went well are kept; only those that failed are made again.
        return passing is null ? RewardEstimate.Of(estimate.Samples) : throw new ModelFailedException(passing);

        async Task StoreAsync(RewardSample sample)
        {
            if (MayPass(sample) && !queue.IsLast(lease)) passing = sample.Reason;
            else await store.AddAsync(lease, reply, hash, RewardKinds.Simulated, sample, use, ct);
        }
    }

    private async Task<RewardEstimate> ObserveAsync(ScoringCase turn, ScoringLease lease, CandidateRow given, string hash, ModelUse use, CancellationToken ct)
    {
        if (await store.SamplesAsync(given.Id, hash, RewardKinds.Observed, ct) is [var known]) return RewardEstimate.Of([known]);
        var estimator = new RewardEstimator(turn.Plan.Preset, models.For(turn.Plan, turn.Seeing(turn.Arm.Policy), use));
        var sample = await estimator.ObserveAsync(turn.Question(given.Text), turn.Continuation, SeedOf(turn, given.Index), ct);
        if (MayPass(sample) && !queue.IsLast(lease)) throw new ModelFailedException(sample.Reason!);
        await store.AddAsync(lease, given, hash, RewardKinds.Observed, sample, use, ct);
        return RewardEstimate.Of([sample]);
    }

    private async Task SettleAsync(
        ScoringCase turn, ScoringLease lease, List<(CandidateRow Row, RewardEstimate Estimate)> scored, RewardEstimate observed, string hash, ModelUse use, CancellationToken ct)
    {
        var parts = models.For(turn.Plan, turn.Seeing(turn.Arm.Policy), use);
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var held = await ScoringQueue.Held(db, lease).SingleOrDefaultAsync(ct) ?? throw new LeaseLostException();
        held.End(ScoringJobState.Done, null, now);
        foreach (var (row, estimate) in scored) db.Rewards.Add(Reward(row, RewardKinds.Simulated, estimate));
        db.Rewards.Add(Reward(scored[0].Row, RewardKinds.Observed, observed));
        if (PairMaker.Make(turn.Plan, lease, turn.Prompt, scored, turn.Names, turn.Study.Scoring.Filters, now) is { } pair) db.Pairs.Add(pair);
        await db.SaveChangesAsync(ct);
        await SampleStore.BookAsync(db, lease, use, ct);
        await ScoringQueue.EndRunIfDoneAsync(db, lease.RunId, ct);
        await transaction.CommitAsync(ct);

        RewardRow Reward(CandidateRow row, string kind, RewardEstimate estimate) => new(
            row.Id, hash, kind, estimate.Mean, estimate.StandardError, estimate.Used, estimate.Failed,
            turn.Arm.Policy.Id, parts.Simulator.Id, parts.Judge?.ModelId, SeedOf(turn, row.Index), CodeVersion, now);
    }

    private async Task<ScoringOutcome> CancelAsync(ScoringLease lease, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var job = await ScoringQueue.Held(db, lease).SingleOrDefaultAsync(ct) ?? throw new LeaseLostException();
        job.End(ScoringJobState.Cancelled, "The participant withdrew, or withdrew the consent to training.", clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await ScoringQueue.EndRunIfDoneAsync(db, lease.RunId, ct);
        return ScoringOutcome.Cancelled;
    }

    private static long SeedOf(ScoringCase turn, int candidate) => Seeds.Derive("samples", turn.Plan.Seed, turn.StableId, turn.Turn, candidate);

    // What a model said wrongly is a result; that it could not be asked is not.
    private static bool MayPass(RewardSample sample) => sample.Reason?.Contains("model failed:", StringComparison.Ordinal) is true;
}
