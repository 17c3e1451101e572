using System.Text.Json;
using CollabLLM.Core.Sessions;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Sessions;

/// <summary>Appends a batch of a page's events. A batch sent again after a time-out adds nothing: an event is known by kind, clock and data.</summary>
public sealed class RecordEvents(SessionWrite write)
{
    public const int LargestBatch = 1000;
    public const int LongestData = 4000;

    private static readonly HashSet<string> Kinds =
        [.. typeof(EventKinds).GetFields().Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!)];

    /// <param name="clientNowMs">The page's monotonic clock when it sent the batch: tells how long ago each event was.</param>
    public Task<StepResult> RunAsync(Guid sessionId, string tab, double clientNowMs, IReadOnlyList<ClientEvent> events, CancellationToken ct) => write.RunAsync(
        sessionId,
        async (open, db, now) =>
        {
            if (events.Count > LargestBatch) return $"A batch holds {events.Count} events; the limit is {LargestBatch}.";
            if (events.FirstOrDefault(e => !IsValid(e)) is { } wrong) return $"An event of kind '{wrong.Kind}' is not valid: the kind must be known, the clock a number of at least 0 and the data a JSON object of at most {LongestData} characters.";
            if (open.Session.Step == SessionStep.Withdrawn) return "This session has ended, so nothing can be added to it.";
            // Only the co-writing belongs to one tab.
            if (open.Session.Step == SessionStep.CoWriting && open.RefuseOtherTab(tab) is { } other) return other;
            if (events.Count == 0) return null;
            var (low, high) = (events.Min(e => e.ClientMs), events.Max(e => e.ClientMs));
            var known = (await db.Events.AsNoTracking().Where(e => e.SessionId == sessionId && e.ClientMs >= low && e.ClientMs <= high).ToListAsync(ct))
                .Select(e => new ClientEvent(e.Kind, e.ClientMs!.Value, e.Turn, e.Data)).ToHashSet();
            var next = await db.NextEventAsync(sessionId, ct);
            foreach (var happened in events.OrderBy(e => e.ClientMs))
            {
                if (!known.Add(happened)) continue;
                var ago = TimeSpan.FromMilliseconds(Math.Clamp(clientNowMs - happened.ClientMs, 0, 86_400_000));
                db.Events.Add(new(sessionId, next++, happened.Kind, now - ago, happened.ClientMs, happened.Turn, happened.Data));
            }
            return null;
        },
        ct);

    private static bool IsValid(ClientEvent happened) =>
        Kinds.Contains(happened.Kind) && double.IsFinite(happened.ClientMs) && happened.ClientMs >= 0 && (happened.Data?.Length ?? 0) <= LongestData && IsObject(happened.Data);

    private static bool IsObject(string? data)
    {
        if (data is null) return true;
        try
        {
            using var json = JsonDocument.Parse(data);
            return json.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
