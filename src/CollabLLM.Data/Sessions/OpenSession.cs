using CollabLLM.Core.Sessions;
using CollabLLM.Core.Studies;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Sessions;

/// <summary>A session with what its rules need, loaded for one write.</summary>
internal sealed record OpenSession(Session Session, Study Study, StudyDefinition Definition)
{
    public static async Task<OpenSession?> LoadAsync(CollabDbContext db, Guid sessionId, CancellationToken ct)
    {
        var session = await db.Sessions.SingleOrDefaultAsync(s => s.Id == sessionId, ct);
        if (session is null) return null;
        var study = await db.Studies.SingleAsync(s => s.Id == session.StudyId, ct);
        return new(session, study, study.Definition());
    }

    public string? RefuseUnless(SessionStep step) => Session.Step == step ? null
        : Session.IsOver ? "This session has ended, so nothing can be added to it."
        : "This page is not up to date. Reload it to go on where you are.";

    /// <summary>A session that no tab has claimed belongs to the first that writes.</summary>
    public string? RefuseOtherTab(string tab)
    {
        if (Session.ActiveTab is null) Session.TakeOver(tab);
        return Session.ActiveTab == tab ? null : "This session is open in another tab or on another device. Choose \"Continue here\" to go on in this one.";
    }
}
