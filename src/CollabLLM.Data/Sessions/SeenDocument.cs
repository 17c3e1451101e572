using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Sessions;

/// <summary>The document as a policy sees it: the text of the latest revision where the study says so, else nothing.</summary>
internal static class SeenDocument
{
    public static Task<string?> ReadAsync(CollabDbContext db, OpenSession open, CancellationToken ct) => open.Definition.Session.PolicySeesDocument
        ? db.Revisions.Where(r => r.SessionId == open.Session.Id).OrderByDescending(r => r.Number).Select(r => (string?)r.Text).FirstOrDefaultAsync(ct)
        : Task.FromResult<string?>(null);
}
