using CollabLLM.Core.Sessions;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Sessions;

/// <summary>Computes the time split of the co-writing from the stored events and keeps it with session and turns.</summary>
internal static class SessionTimes
{
    public static async Task UpdateAsync(OpenSession open, CollabDbContext db, IReadOnlyList<Turn> turns, CancellationToken ct)
    {
        var (from, to) = (open.Session.CoWritingStartedAt, open.Session.CoWritingEndedAt ?? DateTimeOffset.MaxValue);
        if (from is null) return;
        var stored = await db.Events.AsNoTracking().Where(e => e.SessionId == open.Session.Id).ToListAsync(ct);
        var pending = db.Events.Local.Where(e => e.SessionId == open.Session.Id);
        var split = TimeSplitter.Split(
            stored.Concat(pending).Where(e => e.ServerAt >= from && e.ServerAt <= to), open.Definition.Session.IdleAfterSeconds);
        open.Session.SetTime(split.Session);
        foreach (var turn in turns) turn.SetTime(split.ByTurn.GetValueOrDefault(turn.Number, TimeSplit.Zero));
    }
}
