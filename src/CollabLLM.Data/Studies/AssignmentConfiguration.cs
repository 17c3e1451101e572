using CollabLLM.Core.Participants;
using CollabLLM.Core.Studies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CollabLLM.Data.Studies;

internal sealed class AssignmentConfiguration : IEntityTypeConfiguration<Assignment>
{
    public void Configure(EntityTypeBuilder<Assignment> builder)
    {
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Arm).HasMaxLength(16);
        builder.Property(a => a.DocumentType).HasMaxLength(64);
        builder.HasOne<Study>().WithMany().HasForeignKey(a => a.StudyId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Participant>().WithMany().HasForeignKey(a => a.ParticipantId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(a => a.ParticipantId).IsUnique();
        // Two arrivals at once cannot take one place: the loser of the race takes the next.
        builder.HasIndex(a => new { a.StudyId, a.DocumentType, a.Block, a.Place }).IsUnique();
    }
}
