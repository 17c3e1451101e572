using CollabLLM.Core.Ratings;
using CollabLLM.Core.Sessions;
using CollabLLM.Core.Studies;
using CollabLLM.Data;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Web.Features.Studies;

/// <summary>Finds conversations of a study, some at a time.</summary>
internal sealed class ReadConversations(IDbContextFactory<CollabDbContext> databases)
{
    private const int Around = 70;

    /// <param name="page">From 1.</param>
    /// <returns>The page's rows, latest first, and how many there are in all.</returns>
    public async Task<(IReadOnlyList<ConversationRow> Rows, int Count)> RunAsync(Study study, ConversationFilter filter, int page, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = Matching(db, study.Id, filter);
        var count = await found.CountAsync(ct);
        var sessions = await found.OrderByDescending(s => s.StartedAt).ThenBy(s => s.Id)
            .Skip((Math.Max(1, page) - 1) * ConversationFilter.PageSize).Take(ConversationFilter.PageSize).ToListAsync(ct);
        var ids = sessions.Select(s => s.Id).ToArray();
        var turns = (await db.Turns.AsNoTracking().Where(t => ids.Contains(t.SessionId)).OrderBy(t => t.Number)
            .Select(t => new { t.SessionId, t.Message, t.Reply, t.Flags }).ToListAsync(ct)).ToLookup(t => t.SessionId);
        var ratings = (await db.Ratings.AsNoTracking().Where(r => ids.Contains(r.SessionId)).OrderBy(r => r.At).ThenBy(r => r.Id).ToListAsync(ct)).ToLookup(r => r.SessionId);
        var people = sessions.Select(s => s.ParticipantId).ToArray();
        var bots = (await db.Participants.Where(p => people.Contains(p.Id) && p.IsBot).Select(p => p.Id).ToListAsync(ct)).ToHashSet();
        return ([.. sessions.Select(s => new ConversationRow(
            s.Id, ParticipantLabel.Of(s.ParticipantId), bots.Contains(s.ParticipantId), s.Arm, s.Step, s.DocumentType, s.Topic, s.CompletedTurns,
            turns[s.Id].Count(t => t.Flags != ""), Mean(ratings[s.Id], study.Definition().Checkpoint.Key),
            ratings[s.Id].LastOrDefault(r => r.Question == RatingQuestion.DocumentQuality)?.Value, s.StartedAt,
            Excerpt(turns[s.Id].SelectMany(t => new[] { t.Message, t.Reply ?? "" }), filter.Text)))], count);
    }

    private static IQueryable<Session> Matching(CollabDbContext db, Guid studyId, ConversationFilter filter)
    {
        var sessions = db.Sessions.AsNoTracking().Where(s => s.StudyId == studyId && s.CoWritingStartedAt != null);
        if (!string.IsNullOrEmpty(filter.Arm)) sessions = sessions.Where(s => s.Arm == filter.Arm);
        if (filter.State is { } step) sessions = sessions.Where(s => s.Step == step);
        if (filter.Flagged) sessions = sessions.Where(s => db.Turns.Any(t => t.SessionId == s.Id && t.Flags != ""));
        if (!string.IsNullOrEmpty(filter.Question) && (filter.Low ?? filter.High) is not null)
            sessions = sessions.Where(s => db.Ratings.Any(r => r.SessionId == s.Id && r.Question == filter.Question && r.Value >= (filter.Low ?? int.MinValue) && r.Value <= (filter.High ?? int.MaxValue)));
        if (string.IsNullOrWhiteSpace(filter.Text)) return sessions;
        var wanted = filter.Text.Trim().ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // The database lowers the text, by its own rules.
        return sessions.Where(s => (s.Topic != null && s.Topic.ToLower().Contains(wanted))
            || db.Turns.Any(t => t.SessionId == s.Id && (t.Message.ToLower().Contains(wanted) || (t.Reply != null && t.Reply.ToLower().Contains(wanted)))));
#pragma warning restore CA1304, CA1311, CA1862
    }

    private static double? Mean(IEnumerable<Rating> ratings, string question)
    {
        var values = ratings.Where(r => r.Question == question).GroupBy(r => r.Turn).Select(g => g.Last().Value).OfType<int>().ToArray();
        return values.Length == 0 ? null : values.Average();
    }

    private static string Excerpt(IEnumerable<string> texts, string? wanted)
    {
        var all = texts.ToArray();
        var sought = wanted?.Trim() ?? "";
        foreach (var text in sought.Length == 0 ? [] : all)
        {
            var at = text.IndexOf(sought, StringComparison.OrdinalIgnoreCase);
            if (at >= 0) return Cut(text, at - Around, at + sought.Length + Around);
        }
        return all.Length == 0 ? "" : Cut(all[0], 0, 2 * Around);
    }

    private static string Cut(string text, int from, int to)
    {
        (from, to) = (Math.Max(0, from), Math.Min(text.Length, to));
        if (from > 0 && char.IsLowSurrogate(text[from])) from--;
        if (to < text.Length && char.IsLowSurrogate(text[to])) to++;
        return $"{(from > 0 ? "…" : "")}{text[from..to].ReplaceLineEndings(" ")}{(to < text.Length ? "…" : "")}";
    }
}
