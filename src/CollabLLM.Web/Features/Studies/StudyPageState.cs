using System.Security.Claims;
using CollabLLM.Core.Studies;
using CollabLLM.Web.Features.Accounts;

namespace CollabLLM.Web.Features.Studies;

/// <summary>State of the live study page: read at start, read again every few seconds while the page is open.</summary>
internal sealed class StudyPageState(
    StudyAccess access, ReadStudyOverview read, ChangeStudyState change, AnswerHelp answer, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan RefreshEvery = TimeSpan.FromSeconds(5);
    private readonly CancellationTokenSource closed = new();
    private ClaimsPrincipal account = new();
    private bool isClosed;

    public event Action? Changed;

    public bool IsLoading { get; private set; } = true;
    public Study? Study { get; private set; }
    public StudyDefinition? Definition { get; private set; }
    public StudyOverview? Overview { get; private set; }
    public bool MayCoordinate { get; private set; }
    public string? Problem { get; private set; }

    public async Task LoadAsync(ClaimsPrincipal who, string slug)
    {
        account = who;
        Study = await access.FindAsync(who, slug, closed.Token);
        if (Study is not null)
        {
            Definition = Study.Definition();
            MayCoordinate = await access.MayCoordinateAsync(who, Study.Id, closed.Token);
            Overview = await read.RunAsync(Study.Id, Definition!, closed.Token);
        }
        IsLoading = false;
        Changed?.Invoke();
    }

    public void StartRefreshing() => _ = RefreshAsync();

    public Task MoveToAsync(StudyState state) => TryAsync(() => change.RunAsync(account, Study!.Id, state, closed.Token));

    public Task AnswerAsync((Guid Request, string Reply) given) =>
        TryAsync(() => answer.RunAsync(account, Study!.Id, given.Request, given.Reply, closed.Token));

    /// <summary>Called by the page and once more by the container that made this state.</summary>
    public void Dispose()
    {
        if (isClosed) return;
        isClosed = true;
        closed.Cancel();
        closed.Dispose();
    }

    private async Task TryAsync(Func<Task> deed)
    {
        Problem = null;
        try
        {
            await deed();
        }
        catch (StudyRuleException broken)
        {
            Problem = broken.Message;
        }
        await LoadAsync(account, Study!.Slug);
    }

    private async Task RefreshAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(RefreshEvery, clock);
            while (Study is not null && await timer.WaitForNextTickAsync(closed.Token))
            {
                Overview = await read.RunAsync(Study.Id, Definition!, closed.Token);
                Changed?.Invoke();
            }
        }
        catch (Exception left) when (left is OperationCanceledException or ObjectDisposedException)
        {
            // The page was left.
        }
    }
}
