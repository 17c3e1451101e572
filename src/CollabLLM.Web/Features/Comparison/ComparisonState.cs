using System.Security.Claims;
using CollabLLM.Core.Statistics.Reports;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Comparisons;
using CollabLLM.Web.Features.Accounts;

namespace CollabLLM.Web.Features.Comparison;

/// <summary>State of the comparison page. The main outcomes are compared first and shown; the others follow.</summary>
internal sealed class ComparisonState(StudyAccess access, ReadOutcomes read, UnblindStudy unblind) : IDisposable
{
    private readonly CancellationTokenSource closed = new();
    private readonly Dictionary<(string Outcome, bool PerProtocol), ComparedOutcome> compared = [];
    private ClaimsPrincipal account = new();
    private bool? bots;
    private bool isClosed;

    public event Action? Changed;

    public bool IsLoading { get; private set; } = true;

    /// <summary>Whether outcomes are still being compared while the first ones are shown.</summary>
    public bool IsComparing { get; private set; }

    public Study? Study { get; private set; }
    public StudyData? Data { get; private set; }
    public bool MayUnblind { get; private set; }
    public bool PerProtocol { get; private set; }
    public string? Problem { get; private set; }

    /// <summary>Key of the outcome that is looked at closely; null: none.</summary>
    public string? Closer { get; private set; }

    public IReadOnlyList<ComparedOutcome> Main => Data is null ? [] : Known(StudyReport.Main(Data), PerProtocol);

    public IReadOnlyList<ComparedOutcome> All => Data is null ? [] : Known(Data.Outcomes, PerProtocol);

    public IReadOnlyList<ComparedOutcome> MainOf(bool perProtocol) => Data is null ? [] : Known(StudyReport.Main(Data), perProtocol);

    public ComparedOutcome? Looked => Closer is { } key && compared.TryGetValue((key, PerProtocol), out var found) ? found : null;

    public async Task OpenAsync(ClaimsPrincipal who, string slug)
    {
        account = who;
        Study = await access.FindAsync(who, slug, closed.Token);
        MayUnblind = Study is { IsUnblinded: false } study && await access.MayCoordinateAsync(who, study.Id, closed.Token);
        IsLoading = Study is not null;
    }

    /// <summary>Reads the data and compares: the main outcomes, then the others.</summary>
    public async Task ReadAsync()
    {
        (IsLoading, Closer) = (true, null);
        compared.Clear();
        Changed?.Invoke();
        Data = Study is { } study ? await read.RunAsync(study.Slug, bots, closed.Token) : null;
        if (Data is { } data) await CompareAsync(data, [.. StudyReport.Main(data).Select(o => (o, false))]);
        (IsLoading, IsComparing) = (false, Data is not null);
        Changed?.Invoke();
        if (Data is not { } rest) return;
        await CompareAsync(rest, [.. rest.Outcomes.Select(o => (o, false)), .. rest.Outcomes.Select(o => (o, true))]);
        IsComparing = false;
        Changed?.Invoke();
    }

    public void Show(bool perProtocol)
    {
        PerProtocol = perProtocol;
        Changed?.Invoke();
    }

    public Task ShowBotsAsync(bool isWanted)
    {
        bots = isWanted;
        return ReadAsync();
    }

    public void LookAt(string outcome)
    {
        Closer = outcome;
        Changed?.Invoke();
    }

    public async Task TestEquivalenceAsync(double? margin)
    {
        if (Data is not { } data || Closer is not { } key || margin is not > 0) return;
        var (outcome, perProtocol) = (data.Outcomes.Single(o => o.Key == key), PerProtocol);
        compared[(key, perProtocol)] = await Task.Run(() => ComparedOutcome.Of(data, outcome, perProtocol, margin), closed.Token);
        Changed?.Invoke();
    }

    public async Task UnblindAsync(string reason)
    {
        Problem = null;
        try
        {
            await unblind.RunAsync(account, Study!.Id, reason, closed.Token);
        }
        catch (StudyRuleException broken)
        {
            Problem = broken.Message;
            Changed?.Invoke();
            return;
        }
        await OpenAsync(account, Study.Slug);
        await ReadAsync();
    }

    /// <summary>Called by the page and once more by the container that made this state.</summary>
    public void Dispose()
    {
        if (isClosed) return;
        isClosed = true;
        closed.Cancel();
        closed.Dispose();
    }

    // The bootstrap takes a moment with many sessions: not on the thread that draws.
    private async Task CompareAsync(StudyData data, (StudyOutcome Outcome, bool PerProtocol)[] wanted)
    {
        foreach (var (outcome, perProtocol) in wanted)
            if (!compared.ContainsKey((outcome.Key, perProtocol)))
                compared[(outcome.Key, perProtocol)] = await Task.Run(() => ComparedOutcome.Of(data, outcome, perProtocol), closed.Token);
    }

    private ComparedOutcome[] Known(IEnumerable<StudyOutcome> outcomes, bool perProtocol) =>
        [.. outcomes.Select(o => compared.GetValueOrDefault((o.Key, perProtocol))).OfType<ComparedOutcome>()];
}
