using CollabLLM.Core.Studies;
using CollabLLM.Data;
using CollabLLM.Data.Scoring;
using CollabLLM.Web.Features.Studies;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Web.Features.Scoring;

/// <summary>Reads the sessions among which a researcher picks some to score.</summary>
internal sealed class ReadScorable(IDbContextFactory<CollabDbContext> databases)
{
    public async Task<IReadOnlyList<ScorableSession>> RunAsync(Guid studyId, StudyDefinition study, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var sessions = await ScorableSessions.Of(db)
            .Where(s => s.StudyId == studyId)
            .OrderBy(s => s.StartedAt).ThenBy(s => s.Id)
            .Select(s => new { s.Id, s.ParticipantId, s.Arm, s.DocumentType, s.Topic, s.CompletedTurns }).ToListAsync(ct);
        return [.. sessions.Select(s => new ScorableSession(s.Id, ParticipantLabel.Of(s.ParticipantId), s.Arm ?? "", About(study, s.DocumentType, s.Topic), s.CompletedTurns))];
    }

    private static string About(StudyDefinition study, string? type, string? topic)
    {
        var name = study.TypeName(type) ?? type ?? "";
        return string.IsNullOrWhiteSpace(topic) ? name : $"{name}: {topic.Trim()}";
    }
}
