using CollabLLM.Core.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CollabLLM.Data.Scoring;

internal sealed class CandidateRowConfiguration : IEntityTypeConfiguration<CandidateRow>
{
    public void Configure(EntityTypeBuilder<CandidateRow> builder)
    {
        builder.ToTable("Candidates");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Source).HasMaxLength(16);
        builder.Property(c => c.Arm).HasMaxLength(16);
        builder.Property(c => c.PolicyId).HasMaxLength(64);
        builder.Property(c => c.PromptHash).HasMaxLength(64);
        builder.HasOne<ScoringRun>().WithMany().HasForeignKey(c => c.RunId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Session>().WithMany().HasForeignKey(c => c.SessionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(c => new { c.RunId, c.SessionId, c.Turn, c.Index }).IsUnique();
    }
}
