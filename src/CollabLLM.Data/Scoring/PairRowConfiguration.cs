using CollabLLM.Core.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CollabLLM.Data.Scoring;

internal sealed class PairRowConfiguration : IEntityTypeConfiguration<PairRow>
{
    public void Configure(EntityTypeBuilder<PairRow> builder)
    {
        builder.ToTable("Pairs");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Kind).HasMaxLength(16);
        builder.Property(p => p.Flags).HasMaxLength(200);
        builder.Property(p => p.Decision).HasMaxLength(16);
        builder.Property(p => p.Note).HasMaxLength(2000);
        builder.Property(p => p.DecidedBy).HasMaxLength(256);
        builder.HasOne<ScoringRun>().WithMany().HasForeignKey(p => p.RunId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Session>().WithMany().HasForeignKey(p => p.SessionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<CandidateRow>().WithMany().HasForeignKey(p => p.ChosenId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<CandidateRow>().WithMany().HasForeignKey(p => p.RejectedId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(p => new { p.RunId, p.SessionId, p.Turn, p.Kind }).IsUnique();
    }
}
