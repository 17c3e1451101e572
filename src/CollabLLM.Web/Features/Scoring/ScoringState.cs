using System.Security.Claims;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Scoring;
using CollabLLM.Web.Features.Accounts;

namespace CollabLLM.Web.Features.Scoring;

/// <summary>A study's scoring runs, and what can be done to them.</summary>
internal sealed class ScoringState(StudyAccess access, ReadProgress progress, QueueScoring queue, SteerRun steer, ScoringModels models, ReadScorable scorable)
{
    private ClaimsPrincipal account = new();

    public bool IsLoading { get; private set; } = true;

    public Study? Study { get; private set; }

    public IReadOnlyList<ScoringProgress> Runs { get; private set; } = [];

    /// <summary>Those that may be picked for another scoring.</summary>
    public IReadOnlyList<ScorableSession> Sessions { get; private set; } = [];

    /// <summary>What came of the last deed, in words.</summary>
    public string Said { get; private set; } = "";

    public async Task LoadAsync(ClaimsPrincipal who, string slug, CancellationToken ct)
    {
        account = who;
        Study = await access.FindAsync(who, slug, ct);
        if (Study is not null)
        {
            Sessions = await scorable.RunAsync(Study.Id, Study.Definition(), ct);
            await RefreshAsync(ct);
        }
        IsLoading = false;
    }

    public async Task RefreshAsync(CancellationToken ct) => Runs = await progress.StudyAsync(Study!.Slug, ct);

    /// <summary>Queues by the study's own settings.</summary>
    public Task QueueAsync(CancellationToken ct) => QueueAsync(() => ScoringPlan.For(Study!.Definition()), null, null, null, ct);

    /// <summary>Queues by other settings: another run, unless they are those of a run that there is.</summary>
    public Task QueueAsync(RescoreChoice choice, CancellationToken ct) =>
        QueueAsync(() => choice.Plan(Study!.Definition()), choice.Budget(), string.IsNullOrEmpty(choice.Arm) ? null : choice.Arm, choice.Sessions.Count == 0 ? null : choice.Sessions, ct);

    public Task PauseAsync(Guid run, CancellationToken ct) => SteerAsync(steer.PauseAsync(run, ct), ct);

    public async Task ResumeAsync(Guid run, CancellationToken ct)
    {
        Said = await steer.ResumeAsync(run, ct) ? "" : "The run's budget is spent. Raise it, then go on.";
        await RefreshAsync(ct);
    }

    public Task CancelAsync(Guid run, CancellationToken ct) => SteerAsync(steer.CancelAsync(run, ct), ct);

    public Task TryAgainAsync(Guid run, CancellationToken ct) => SteerAsync(steer.TryAgainAsync(run, ct), ct);

    public async Task LimitAsync(Guid run, ScoringBudget budget, CancellationToken ct)
    {
        await steer.LimitAsync(run, budget, ct);
        Said = "The budget is saved.";
        await RefreshAsync(ct);
    }

    private async Task QueueAsync(Func<ScoringPlan> plan, ScoringBudget? budget, string? arm, IReadOnlyCollection<Guid>? only, CancellationToken ct)
    {
        try
        {
            var made = plan();
            Said = models.Fault(made) ?? Words(await queue.StudyAsync(Study!.Slug, account.Identity?.Name ?? "", ct, made, budget, only, arm));
        }
        catch (Exception fault) when (fault is StudyRuleException or FormatException)
        {
            Said = $"Nothing was queued. {fault.Message}";
        }
        await RefreshAsync(ct);
    }

    private async Task SteerAsync(Task step, CancellationToken ct)
    {
        Said = "";
        await step;
        await RefreshAsync(ct);
    }

    private static string Words(QueueResult result) => result switch
    {
        QueueResult.Queued queued => $"{queued.Added} turns queued, {queued.Known} were queued before{(queued.Left.Count == 0 ? "" : "; left out: " + string.Join(", ", queued.Left.Select(l => $"{l.Value} {l.Key}")))}.",
        QueueResult.Refused refused => refused.Reason,
        _ => "",
    };
}
