using System.Security.Claims;
using CollabLLM.Core.Calibration;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Calibration;
using CollabLLM.Web.Features.Accounts;

namespace CollabLLM.Web.Features.Calibration;

/// <summary>State of the calibration page.</summary>
internal sealed class CalibrationState(StudyAccess access, ReadCalibration read) : IDisposable
{
    private readonly CancellationTokenSource closed = new();

    // Null until somebody chooses: bots take part only in a study that has nobody else.
    private bool? bots;

    public event Action? Changed;

    public bool IsLoading { get; private set; } = true;
    public Study? Study { get; private set; }
    public CalibrationReport? Report { get; private set; }

    /// <summary>The run that is shown; null while none is scored.</summary>
    public string? Run { get; private set; }

    public IReadOnlyList<string> Runs => Report is null ? [] : [.. Report.Agreements.Select(a => a.Run).Distinct(StringComparer.Ordinal)];

    /// <summary>What the run is mainly asked about: Multiturn-aware Reward, then judges; simulated before observed.</summary>
    public IReadOnlyList<IGrouping<(string Measure, string Kind), RankAgreement>> Rewards => Of(a => a.Measure == Calibrator.Reward || a.IsJudge);

    /// <summary>The metrics that ask no judge.</summary>
    public IReadOnlyList<IGrouping<(string Measure, string Kind), RankAgreement>> Metrics => Of(a => a.Measure != Calibrator.Reward && !a.IsJudge);

    public IEnumerable<TraitComparison> Traits => Report?.Traits.Where(t => t.Run == Run) ?? [];

    /// <summary>Whether bots take part.</summary>
    public bool HasBots { get; private set; }

    public async Task OpenAsync(ClaimsPrincipal account, string slug)
    {
        Study = await access.FindAsync(account, slug, closed.Token);
        IsLoading = Study is not null;
    }

    /// <summary>Reads the scores and ratings and holds them against each other.</summary>
    public async Task CalibrateAsync()
    {
        IsLoading = true;
        Changed?.Invoke();
        try
        {
            if (Study is { } study && await read.RunAsync(study.Slug, bots, closed.Token) is { } data)
            {
                HasBots = data.HasBots;
                var seed = (ulong)Math.Abs(study.Definition().Seed);
                // The bootstrap takes a moment with many sessions: not on the thread that draws.
                Report = await Task.Run(() => Calibrator.Calibrate(data, seed), closed.Token);
                Run = Run is not null && Runs.Contains(Run) ? Run : Runs.Count > 0 ? Runs[^1] : null;
            }
        }
        catch (OperationCanceledException) when (closed.IsCancellationRequested)
        {
            // The page was left.
            return;
        }
        IsLoading = false;
        Changed?.Invoke();
    }

    public Task ShowBotsAsync(bool show)
    {
        bots = show;
        return CalibrateAsync();
    }

    public void Show(string run)
    {
        Run = run;
        Changed?.Invoke();
    }

    // The source is left to the collector: it has no timer to free, and a page's state may be disposed of twice.
    public void Dispose() => closed.Cancel();

    private IReadOnlyList<IGrouping<(string Measure, string Kind), RankAgreement>> Of(Func<RankAgreement, bool> isWanted) => Report is null ? [] :
        [.. Report.Agreements.Where(a => a.Run == Run && isWanted(a)).GroupBy(a => (a.Measure, a.Kind)).OrderBy(g => g.Key.Measure != Calibrator.Reward).ThenBy(g => g.Key.Measure, StringComparer.Ordinal)
            .ThenByDescending(g => g.Key.Kind, StringComparer.Ordinal)];
}
