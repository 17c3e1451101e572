using CollabLLM.Core.Participants;
using CollabLLM.Core.Studies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CollabLLM.Data.Participants;

internal sealed class ParticipantConfiguration : IEntityTypeConfiguration<Participant>
{
    public void Configure(EntityTypeBuilder<Participant> builder)
    {
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Token).HasMaxLength(32);
        builder.Property(p => p.ExternalId).HasMaxLength(128);
        builder.Property(p => p.Source).HasMaxLength(32);
        builder.HasOne<Study>().WithMany().HasForeignKey(p => p.StudyId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(p => p.Token).IsUnique();
        builder.HasIndex(p => new { p.StudyId, p.ExternalId }).IsUnique();
    }
}
