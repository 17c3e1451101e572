using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CollabLLM.Data.Scoring;

internal sealed class RewardRowConfiguration : IEntityTypeConfiguration<RewardRow>
{
    public void Configure(EntityTypeBuilder<RewardRow> builder)
    {
        builder.ToTable("Rewards");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.OptionsHash).HasMaxLength(64);
        builder.Property(r => r.Kind).HasMaxLength(16);
        builder.Property(r => r.PolicyId).HasMaxLength(64);
        builder.Property(r => r.SimulatorId).HasMaxLength(200);
        builder.Property(r => r.JudgeId).HasMaxLength(200);
        builder.Property(r => r.CodeVersion).HasMaxLength(64);
        builder.HasOne<CandidateRow>().WithMany().HasForeignKey(r => r.CandidateId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(r => new { r.CandidateId, r.OptionsHash, r.Kind }).IsUnique();
    }
}
