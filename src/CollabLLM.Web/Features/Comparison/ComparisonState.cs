using System.Security.Claims;
using CollabLLM.Core.Statistics.Comparisons;
using CollabLLM.Core.Studies;
using CollabLLM.Web.Features.Accounts;

namespace CollabLLM.Web.Features.Comparison;

/// <summary>State of the comparison page.</summary>
internal sealed class ComparisonState(StudyAccess access, ReadOutcomes read)
{
    public event Action? Changed;

    public bool IsLoading { get; private set; } = true;
    public Study? Study { get; private set; }
    public bool PerProtocol { get; private set; }
    public bool WithBots { get; private set; } = true;
    public IReadOnlyList<ArmFlow> Flow { get; private set; } = [];
    public IReadOnlyList<ComparedOutcome> Outcomes { get; private set; } = [];

    public async Task LoadAsync(ClaimsPrincipal account, string slug)
    {
        Study = await access.FindAsync(account, slug, CancellationToken.None);
        await CompareAsync();
    }

    public Task ShowAsync(bool perProtocol, bool withBots)
    {
        (PerProtocol, WithBots) = (perProtocol, withBots);
        return CompareAsync();
    }

    private async Task CompareAsync()
    {
        IsLoading = true;
        Changed?.Invoke();
        if (Study is { } study)
        {
            var data = await read.RunAsync(study, PerProtocol, WithBots, CancellationToken.None);
            Flow = data.Flow;
            // The bootstrap takes a moment with many sessions: not on the thread that draws.
            Outcomes = await Task.Run(() => data.Outcomes.Select(o => Compare(study, o)).ToArray());
        }
        IsLoading = false;
        Changed?.Invoke();
    }

    private static ComparedOutcome Compare(Study study, StudyOutcome outcome)
    {
        var definition = study.Definition();
        if (outcome.Rows.Select(r => r.Arm).Distinct().Count() < 2) return new ComparedOutcome(outcome, null, "Two arms with data are needed for a comparison.");
        var request = new ComparisonRequest(outcome.Key, outcome.Kind)
        {
            Unit = outcome.Unit,
            HigherIsBetter = outcome.HigherIsBetter,
            Baselines = [.. definition.Arms.Where(a => a.IsBaseline).Select(a => study.IsUnblinded ? a.Name : a.Code)],
            Seed = (ulong)Math.Abs(definition.Seed),
            MinimumTurns = definition.Turns.MinimumTurns,
            Preregistered = definition.PreRegistered.Contains(outcome.Key),
        };
        try
        {
            return new ComparedOutcome(outcome, ComparisonBuilder.Build(outcome.Rows, request), null);
        }
        catch (ArgumentException refusal)
        {
            return new ComparedOutcome(outcome, null, refusal.Message);
        }
    }
}
