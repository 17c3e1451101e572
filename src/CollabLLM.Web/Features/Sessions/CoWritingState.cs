using CollabLLM.Core.Documents;
using CollabLLM.Core.Sessions;
using CollabLLM.Data.Documents;
using CollabLLM.Data.Ratings;
using CollabLLM.Data.Sessions;

namespace CollabLLM.Web.Features.Sessions;

/// <summary>State of the co-writing page. Everything lasting is in the database; a reload rebuilds the page from there.</summary>
public sealed class CoWritingState(
    ReadSession read, SubmitTurn submit, TryAgain tryAgain, StopReply stop, LiveReplies replies, GiveRating giveRating, FinishCoWriting finish,
    TakeOverTab takeOver, SaveRevision saveRevision, RestoreRevision restoreRevision, ReadRevisions readRevisions,
    PickReply pick, EditReply edit, PauseSession pause, ResumeSession resume, TimeProvider clock) : IDisposable
{
    private readonly Lock changing = new();
    private string token = "";
    private LiveReply? live;
    private bool isCatchingUp;
    private bool isClosed;

    /// <summary>Raised from any thread.</summary>
    public event Action? Changed;

    public SessionView View { get; private set; } = default!;

    public string Tab { get; private set; } = "";

    /// <summary>Whether another tab or device writes this session now.</summary>
    public bool IsElsewhere { get; private set; }

    /// <summary>Whether it is known that this tab writes the session. Before that a pane that is set up may be taken away in the middle of it.</summary>
    public bool IsHere => Tab.Length > 0 && !IsElsewhere;

    /// <summary>Why the last message or answer to a reply was not taken; stands beside the message.</summary>
    public string? Problem { get; private set; }

    /// <summary>Why the page could not be finished, paused, taken over or read; stands above both panes, of which a phone shows one.</summary>
    public string? PageProblem { get; private set; }

    public bool IsSending { get; private set; }

    public LiveReply? Live => live is { } reply && View.Turns is [.., { State: TurnState.Waiting } last] && last.Number == reply.TurnNumber ? reply : null;

    public bool IsReplying => View.Turns.Any(t => t.State is TurnState.Waiting);

    /// <summary>Whether two replies wait to be picked from.</summary>
    public bool IsChoosing => View.Turns.Any(t => t.State is TurnState.Choosing);

    public bool MayEdit => View.Definition.HumanPairs.EditReplies && !IsElsewhere;

    public bool CanSend => !IsSending && !IsReplying && !IsChoosing && View.DueCheckpoint is null && !View.MaximumReached && !IsElsewhere;

    /// <summary>The interaction rating that was given right after this turn; null when there is none.</summary>
    public RatingView? RatingAfter(TurnView turn)
    {
        if (turn.State is not (TurnState.Completed or TurnState.Stopped)) return null;
        var completed = View.Turns.Count(t => t.Number <= turn.Number && t.State is (TurnState.Completed or TurnState.Stopped));
        return View.Ratings.FirstOrDefault(r => r.Question == View.Definition.Checkpoint.Key && r.Turn == completed);
    }

    public void Show(SessionView view, string participantToken) => (View, token) = (view, participantToken);

    /// <summary>The browser told which tab this is; a session that no other tab holds belongs to it.</summary>
    public async Task EnterAsync(string tab)
    {
        var isElsewhere = View.ActiveTab is { } active && active != tab;
        await InsistAsync(async () =>
        {
            if (!isElsewhere) await takeOver.RunAsync(View.SessionId, tab, CancellationToken.None);
            await FollowAsync();
        });
        (Tab, IsElsewhere) = (tab, isElsewhere);
        Changed?.Invoke();
    }

    public async Task ContinueHereAsync()
    {
        PageProblem = await RefusalAsync(() => takeOver.RunAsync(View.SessionId, Tab, CancellationToken.None));
        if (PageProblem is null) IsElsewhere = false;
        await ReloadAsync();
    }

    /// <param name="key">Chosen by the page for this message: however often it is sent, it is one turn.</param>
    /// <returns>Whether the message is written and the input may be emptied.</returns>
    public async Task<bool> SendAsync(string key, string text)
    {
        if (IsSending) return false;
        (IsSending, Problem) = (true, null);
        Changed?.Invoke();
        try
        {
            var result = await submit.RunAsync(View.SessionId, Tab, key, text, CancellationToken.None);
            if (result is SubmitResult.Refused refused)
            {
                (Problem, IsElsewhere) = (refused.Sentence, refused.Reason is SubmitRefusal.OtherTab);
                return false;
            }
            return true;
        }
        catch (Exception failure) when (SaveFailure.Is(failure))
        {
            Problem = "The message could not be saved just now. It is still in the box: wait a moment and send it again.";
            return false;
        }
        finally
        {
            IsSending = false;
            await ReloadAsync();
        }
    }

    public async Task TryAgainAsync(int turn)
    {
        Problem = await RefusalAsync(() => tryAgain.RunAsync(View.SessionId, Tab, turn, CancellationToken.None));
        await ReloadAsync();
    }

    public async Task PickAsync(int turn, PickedSide side)
    {
        Problem = await RefusalAsync(() => pick.RunAsync(View.SessionId, Tab, turn, side, CancellationToken.None));
        await ReloadAsync();
    }

    /// <returns>Whether the version is saved.</returns>
    public async Task<bool> EditAsync(int turn, string version)
    {
        Problem = await RefusalAsync(() => edit.RunAsync(View.SessionId, Tab, turn, version, CancellationToken.None));
        await ReloadAsync();
        return Problem is null;
    }

    public async Task StopAsync()
    {
        await stop.RunAsync(View.SessionId, CancellationToken.None);
        await ReloadAsync();
    }

    public async Task PauseAsync()
    {
        PageProblem = await RefusalAsync(() => pause.RunAsync(View.SessionId, CancellationToken.None));
        await ReloadAsync();
    }

    public async Task ResumeAsync()
    {
        PageProblem = await RefusalAsync(() => resume.RunAsync(View.SessionId, CancellationToken.None));
        await ReloadAsync();
    }

    /// <returns>Why the rating was not saved; null: it was.</returns>
    public async Task<string?> RateAsync(int turn, int? value, string? comment)
    {
        var problem = await RefusalAsync(() => giveRating.RunAsync(View.SessionId, View.Definition.Checkpoint.Key, turn, value, comment, CancellationToken.None));
        await ReloadAsync();
        return problem;
    }

    /// <returns>Whether the co-writing has ended.</returns>
    public async Task<bool> FinishAsync()
    {
        PageProblem = await RefusalAsync(() => finish.RunAsync(View.SessionId, CancellationToken.None));
        Changed?.Invoke();
        return PageProblem is null;
    }

    public Task<SaveResult> SaveAsync(int expected, RevisionCause cause, string content, IReadOnlyList<EditorChange> changes) =>
        saveRevision.RunAsync(View.SessionId, Tab, expected, cause, content, changes, CancellationToken.None);

    public Task<SaveResult> RestoreAsync(int expected, int number) => restoreRevision.RunAsync(View.SessionId, Tab, expected, number, CancellationToken.None);

    public Task<IReadOnlyList<RevisionView>> RevisionsAsync() => readRevisions.RunAsync(View.SessionId, CancellationToken.None);

    /// <summary>Reads the page anew. Where that fails, what is shown stays, says so, and catches up by itself.</summary>
    public async Task ReloadAsync()
    {
        try
        {
            await ReadAsync();
        }
        catch (Exception failure) when (SaveFailure.Is(failure))
        {
            _ = CatchUpAsync();
        }
        Changed?.Invoke();
    }

    public void Dispose()
    {
        isClosed = true;
        if (live is not null) live.Changed -= OnLiveChanged;
    }

    private static async Task<string?> RefusalAsync(Func<Task<StepResult>> step)
    {
        try
        {
            return (await step() as StepResult.Refused)?.Sentence;
        }
        catch (Exception failure) when (SaveFailure.Is(failure))
        {
            return SaveFailure.Sentence;
        }
    }

    /// <summary>A reply may have ended between the reading of the page and now: then nobody would tell, and it is read once more.</summary>
    private async Task FollowAsync()
    {
        Follow();
        if (IsReplying && live is null or { IsEnded: true }) Show(await read.RunAsync(token, CancellationToken.None));
    }

    private void Show(SessionView? view)
    {
        if (view is null) return;
        lock (changing) View = view;
    }

    /// <summary>Puts the end of a reply into the page at hand; false: it is not known, and the page is read anew.</summary>
    private bool ShowSettled()
    {
        lock (changing)
        {
            if (live is not { Settled: { } settled } || View.Turns is not [.., { State: TurnState.Waiting } last] || last.Number != settled.Turn.Number) return false;
            View = View.After(settled);
        }
        Changed?.Invoke();
        return true;
    }

    private async Task ReadAsync()
    {
        Show(await read.RunAsync(token, CancellationToken.None));
        IsElsewhere = Tab.Length > 0 && View.ActiveTab is { } active && active != Tab;
        await FollowAsync();
    }

    private void Follow()
    {
        var found = replies.Find(View.SessionId);
        if (ReferenceEquals(found, live)) return;
        if (live is not null) live.Changed -= OnLiveChanged;
        live = found;
        if (live is not null) live.Changed += OnLiveChanged;
    }

    // A reply in the making draws itself; the page follows when it is committed.
    private void OnLiveChanged()
    {
        if (live is { IsEnded: true } && !ShowSettled()) _ = ReloadAsync();
    }

    private async Task CatchUpAsync()
    {
        if (isCatchingUp) return;
        isCatchingUp = true;
        await InsistAsync(ReadAsync);
        isCatchingUp = false;
        Changed?.Invoke();
    }

    /// <summary>Tries until it succeeds or the page is closed; what cannot be reached is said meanwhile.</summary>
    private async Task InsistAsync(Func<Task> work)
    {
        while (!isClosed)
        {
            try
            {
                await work();
                if (PageProblem == SaveFailure.Unread) PageProblem = null;
                return;
            }
            catch (Exception failure) when (SaveFailure.Is(failure))
            {
                PageProblem ??= SaveFailure.Unread;
                Changed?.Invoke();
                await Task.Delay(TimeSpan.FromSeconds(1), clock);
            }
        }
    }
}
