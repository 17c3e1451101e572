using CollabLLM.Core.Participants;
using CollabLLM.Core.Sessions;
using CollabLLM.Core.Studies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CollabLLM.Data.Sessions;

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Arm).HasMaxLength(16);
        builder.Property(s => s.DocumentType).HasMaxLength(64);
        builder.Property(s => s.Topic).HasMaxLength(400);
        builder.Property(s => s.ActiveTab).HasMaxLength(64);
        builder.Property(s => s.ExclusionReason).HasMaxLength(400);
        builder.Property(s => s.CompletionCode).HasMaxLength(64);
        builder.Property(s => s.Version).IsConcurrencyToken();
        builder.OwnsMany(s => s.Intake, intake => intake.ToJson());
        builder.Navigation(s => s.Intake).HasField("intake");
        builder.ComplexProperty(s => s.Time);
        builder.Ignore(s => s.IsOver);
        builder.HasOne<Study>().WithMany().HasForeignKey(s => s.StudyId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Participant>().WithMany().HasForeignKey(s => s.ParticipantId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(s => s.ParticipantId).IsUnique();
        builder.HasIndex(s => new { s.StudyId, s.StartedAt });
    }
}
