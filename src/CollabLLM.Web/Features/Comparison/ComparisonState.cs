using System.Security.Claims;
using CollabLLM.Core.Statistics.Reports;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Comparisons;
using CollabLLM.Web.Features.Accounts;

namespace CollabLLM.Web.Features.Comparison;

/// <summary>State of the comparison page.</summary>
internal sealed class ComparisonState(StudyAccess access, ReadOutcomes read)
{
    private bool? bots;

    public event Action? Changed;

    public bool IsLoading { get; private set; } = true;
    public Study? Study { get; private set; }
    public bool PerProtocol { get; private set; }
    public bool WithBots => Data?.Flow.Bots > 0;
    public StudyData? Data { get; private set; }
    public IReadOnlyList<ComparedOutcome> Outcomes { get; private set; } = [];

    public async Task LoadAsync(ClaimsPrincipal account, string slug)
    {
        Study = await access.FindAsync(account, slug, CancellationToken.None);
        await CompareAsync();
    }

    public Task ShowAsync(bool perProtocol, bool? withBots)
    {
        (PerProtocol, bots) = (perProtocol, withBots ?? bots);
        return CompareAsync();
    }

    private async Task CompareAsync()
    {
        IsLoading = true;
        Changed?.Invoke();
        if (Study is { } study && await read.RunAsync(study.Slug, bots, CancellationToken.None) is { } data)
        {
            Data = data;
            // The bootstrap takes a moment with many sessions: not on the thread that draws.
            Outcomes = await Task.Run(() => data.Outcomes.Select(o => ComparedOutcome.Of(data, o, PerProtocol)).ToArray());
        }
        IsLoading = false;
        Changed?.Invoke();
    }
}
