using System.Text.Json;
using CollabLLM.Core.Sessions;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Sessions;

/// <summary>How much was pasted from outside into the message that is about to be sent. The events hold counts, never the text.</summary>
internal static class PastedText
{
    public static async Task<int> SinceLastMessageAsync(CollabDbContext db, Guid sessionId, CancellationToken ct)
    {
        var lastSent = await db.Events.Where(e => e.SessionId == sessionId && e.Kind == EventKinds.Sent).MaxAsync(e => (long?)e.Sequence, ct) ?? 0;
        var pastes = await db.Events.Where(e => e.SessionId == sessionId && e.Kind == EventKinds.Paste && e.Sequence > lastSent).Select(e => e.Data).ToListAsync(ct);
        return pastes.Sum(Characters);
    }

    private static int Characters(string? data)
    {
        if (data is null) return 0;
        using var json = JsonDocument.Parse(data);
        var paste = json.RootElement;
        return Text(paste, "source") == "outside" && (Text(paste, "where") is null or "message")
            && paste.TryGetProperty("characters", out var count) && count.TryGetInt32(out var characters) ? Math.Max(0, characters) : 0;
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
