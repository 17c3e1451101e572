namespace CollabLLM.Web.Features.Sessions;

/// <summary>Lets a page draw at once, then at most ten times a second, and always once more at the end.</summary>
internal sealed class RenderPace(Action draw, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private readonly Lock gate = new();
    private ITimer? timer;
    private long last;
    private bool isPlanned;

    public void Ask()
    {
        lock (gate)
        {
            if (isPlanned) return;
            var since = last == 0 ? Interval : clock.GetElapsedTime(last);
            if (since < Interval)
            {
                isPlanned = true;
                timer?.Dispose();
                timer = clock.CreateTimer(_ => Draw(), null, Interval - since, Timeout.InfiniteTimeSpan);
                return;
            }
            last = clock.GetTimestamp();
        }
        draw();
    }

    public void Dispose() => timer?.Dispose();

    private void Draw()
    {
        lock (gate) (isPlanned, last) = (false, clock.GetTimestamp());
        draw();
    }
}
