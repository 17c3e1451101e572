using System.Security.Claims;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Scoring;
using CollabLLM.Web.Features.Accounts;

namespace CollabLLM.Web.Features.Scoring;

/// <summary>The pair that is being looked at, and which ones are.</summary>
internal sealed class PairsState(StudyAccess access, ReadPairs read, ReadProgress runs, DecidePair decide)
{
    private ClaimsPrincipal account = new();

    public bool IsLoading { get; private set; } = true;

    public Study? Study { get; private set; }

    public IReadOnlyList<ScoringProgress> Runs { get; private set; } = [];

    public PairQuery Query { get; private set; } = new();

    /// <summary>From 0.</summary>
    public int Index { get; private set; }

    public PairPage Shown { get; private set; } = new(0, null);

    public string? Note { get; set; }

    public string Said { get; private set; } = "";

    public async Task LoadAsync(ClaimsPrincipal who, string slug, CancellationToken ct)
    {
        account = who;
        Study = await access.FindAsync(who, slug, ct);
        if (Study is not null)
        {
            Runs = await runs.StudyAsync(slug, ct);
            await ShowAsync(0, ct);
        }
        IsLoading = false;
    }

    public Task AskAsync(PairQuery query, CancellationToken ct)
    {
        (Query, Said) = (query, "");
        return ShowAsync(0, ct);
    }

    public async Task ShowAsync(int index, CancellationToken ct)
    {
        Shown = await read.RunAsync(Study!.Id, Query, index, ct);
        Index = Math.Clamp(index, 0, Math.Max(0, Shown.Total - 1));
        Note = Shown.Pair?.Note;
    }

    /// <summary>Keeps the decision and shows the next pair.</summary>
    public async Task DecideAsync(string? decision, CancellationToken ct)
    {
        if (Shown.Pair is not { } pair) return;
        await decide.RunAsync(Study!.Id, pair.Id, decision, Note, account.Identity?.Name ?? "", ct);
        Said = decision is null ? "Saved." : $"Pair {Index + 1} is {decision}.";
        // Where only undecided ones are shown, the next one has moved up to this place.
        await ShowAsync(decision is null ? Index : Query.Decision is null ? Index + 1 : Index, ct);
    }
}
