namespace CollabLLM.Core.Sessions;

/// <summary>What the events so far say about the participant.</summary>
internal sealed class ActivityState
{
    private readonly HashSet<string> away = [];
    private int? ended;

    public bool HasPage { get; private set; }

    /// <summary>Also while no page is open: only going on ends a pause.</summary>
    public bool IsPaused { get; private set; }

    public bool IsAway => away.Count > 0;

    public bool IsWaiting { get; private set; }

    public bool IsRating { get; private set; }

    public void Apply(Moment moment)
    {
        var happened = moment.Event;
        if (happened.ClientMs is not null) HasPage = true;
        if (moment.NewPage) away.Clear();
        switch (happened.Kind)
        {
            case EventKinds.Hidden or EventKinds.Disconnected: away.Add(happened.Kind); break;
            case EventKinds.Visible: away.Remove(EventKinds.Hidden); break;
            case EventKinds.Connected: away.Remove(EventKinds.Disconnected); break;
            case EventKinds.Paused: IsPaused = true; break;
            case EventKinds.Resumed: IsPaused = false; break;
            case EventKinds.Sent or EventKinds.Retried: IsWaiting = true; break;
            case EventKinds.Replied or EventKinds.Stopped: End(happened.Turn); break;
            case EventKinds.Failed: IsWaiting = false; break;
            case EventKinds.RatingShown: IsRating = true; break;
            case EventKinds.Rated: IsRating = false; break;
        }
    }

    public int? TakeEndedTurn()
    {
        var turn = ended;
        ended = null;
        return turn;
    }

    private void End(int? turn)
    {
        if (IsWaiting) ended = turn;
        IsWaiting = false;
    }
}
