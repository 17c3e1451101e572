using CollabLLM.Core.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CollabLLM.Data.Scoring;

internal sealed class ScoringJobConfiguration : IEntityTypeConfiguration<ScoringJob>
{
    public void Configure(EntityTypeBuilder<ScoringJob> builder)
    {
        builder.Property(j => j.Id).ValueGeneratedNever();
        builder.Property(j => j.LeasedBy).HasMaxLength(128);
        builder.HasOne<ScoringRun>().WithMany().HasForeignKey(j => j.RunId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Session>().WithMany().HasForeignKey(j => j.SessionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(j => new { j.RunId, j.SessionId, j.Turn }).IsUnique();
        builder.HasIndex(j => new { j.State, j.NotBefore });
    }
}
