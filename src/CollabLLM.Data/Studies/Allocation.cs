using CollabLLM.Core.Studies;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Studies;

/// <summary>
/// The next free place of a study. What it reads has exactly one successor, and the unique index lets that one be written once:
/// so the order of places is the same however many arrive at a time.
/// </summary>
internal static class Allocation
{
    public static async Task<Assignment> NextAsync(CollabDbContext db, Study study, StudyDefinition definition, Guid participantId, DateTimeOffset now, CancellationToken ct)
    {
        var size = BlockAllocation.BlockSize(definition);
        var taken = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var type in definition.DocumentTypes)
        {
            // The last place, not the count: a participant whose data were deleted leaves a hole that nobody fills.
            var last = await db.Assignments.AsNoTracking().Where(a => a.StudyId == study.Id && a.DocumentType == type.Key)
                .OrderByDescending(a => a.Block).ThenByDescending(a => a.Place).Select(a => new { a.Block, a.Place }).FirstOrDefaultAsync(ct);
            taken[type.Key] = last is null ? 0 : last.Block * size + last.Place + 1;
        }
        var chosen = BlockAllocation.NextType(definition, taken);
        var place = BlockAllocation.Place(definition, chosen, taken[chosen]);
        return new(study.Id, participantId, place.Arm, chosen, place.Block, place.Place, place.Seed, now);
    }
}
