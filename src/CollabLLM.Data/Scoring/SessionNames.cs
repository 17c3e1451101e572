using CollabLLM.Core.Exports;
using CollabLLM.Core.Studies;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Scoring;

/// <summary>Finds sessions by what they are called: the id in the address of a session's page, or the name that exports give it.</summary>
public static class SessionNames
{
    private const int MostShown = 5;

    /// <exception cref="StudyRuleException">Some name belongs to no session of the study; the message says which.</exception>
    public static async Task<IReadOnlyList<Guid>> FindAsync(CollabDbContext db, Guid studyId, IReadOnlyList<string> names, CancellationToken ct)
    {
        var ids = await db.Sessions.Where(s => s.StudyId == studyId).Select(s => s.Id).ToListAsync(ct);
        var known = new Dictionary<string, Guid>(StringComparer.OrdinalIgnoreCase);
        foreach (var id in ids) known[id.ToString("D")] = known[Pseudonym.Text(id)] = id;
        var unknown = names.Where(name => !known.ContainsKey(name)).ToArray();
        return unknown.Length == 0 ? [.. names.Select(name => known[name]).Distinct()]
            : throw new StudyRuleException($"This study has no session {string.Join(", ", unknown.Take(MostShown))}{(unknown.Length > MostShown ? $" and {unknown.Length - MostShown} more" : "")}. "
                + "A session is named by the id in its page's address, or as exports name it.");
    }
}
