using CollabLLM.Core.Exports.Pairs;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Scoring;

namespace CollabLLM.Data.Exports;

/// <summary>Writes pairs in a dialect: those of one run, those that participants made, or both.</summary>
public static class PairsExport
{
    /// <param name="run">Hash of a run's options or its beginning, or a preset's name; null: the latest run.</param>
    /// <exception cref="StudyRuleException">The study has no such run.</exception>
    public static async Task<ScoringRun> RunAsync(StudySnapshot snapshot, string? run, CancellationToken ct)
    {
        var runs = await snapshot.RunsAsync(ct);
        if (runs.Count == 0)
            throw new StudyRuleException($"Study '{snapshot.Study.Slug}' has not been scored yet, so it has no pairs. Queue it on its scoring page or with 'collabllm score --study {snapshot.Study.Slug}'.");
        return runs.LastOrDefault(r => run is null || r.Preset == run || r.OptionsHash.StartsWith(run, StringComparison.Ordinal))
            ?? throw new StudyRuleException($"Study '{snapshot.Study.Slug}' has no scoring run '{run}'. It has: {string.Join(", ", runs.Select(r => $"{r.Preset} ({r.OptionsHash[..8]})"))}.");
    }

    /// <summary>The run that a selection needs.</summary>
    /// <returns>Null: only pairs that participants made are wanted.</returns>
    /// <exception cref="StudyRuleException">The study has no such run.</exception>
    public static async Task<ScoringRun?> RunAsync(StudySnapshot snapshot, string? run, PairSelection selection, CancellationToken ct) =>
        selection.Kind == PairKinds.Human ? null : await RunAsync(snapshot, run, ct);

    /// <returns>Rows written. The selection has counted what was left out.</returns>
    public static Task<long> WriteAsync(
        StudySnapshot snapshot, ScoringRun? run, PairDialect dialect, PairSplit split, PairSelection selection, Stream output, CancellationToken ct)
    {
        var sessions = SessionsAsync(snapshot, run, split, selection, ct);
        return DialectWriter.WriteAsync(selection.Split is { } part ? sessions.Where(s => s.Split == part) : sessions, dialect, output, ct);
    }

    public static async Task<PairsSummary> CountAsync(StudySnapshot snapshot, ScoringRun? run, PairSplit split, PairSelection selection, CancellationToken ct)
    {
        var (train, eval) = (0, 0);
        await foreach (var session in SessionsAsync(snapshot, run, split, selection, ct).WithCancellation(ct))
        {
            if (session.Split == PairSplit.Eval) eval += session.Pairs.Count;
            else train += session.Pairs.Count;
        }
        return new PairsSummary(run?.Preset ?? PairKinds.Human, run?.OptionsHash ?? "", train, eval, selection.LeftOut);
    }

    internal static IAsyncEnumerable<ScoredSession> SessionsAsync(StudySnapshot snapshot, ScoringRun? run, PairSplit split, PairSelection selection, CancellationToken ct) =>
        run is null ? snapshot.HumanSessionsAsync(split, selection.Takes, ct)
        : selection.Kind == PairKinds.All ? snapshot.ScoredSessionsAsync(run, split, selection, ct).Concat(snapshot.HumanSessionsAsync(split, selection.Takes, ct))
        : snapshot.ScoredSessionsAsync(run, split, selection, ct);
}
