using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CollabLLM.Data.Scoring;

internal sealed class RewardSampleRowConfiguration : IEntityTypeConfiguration<RewardSampleRow>
{
    public void Configure(EntityTypeBuilder<RewardSampleRow> builder)
    {
        builder.ToTable("RewardSamples");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.OptionsHash).HasMaxLength(64);
        builder.Property(s => s.Kind).HasMaxLength(16);
        builder.HasOne<CandidateRow>().WithMany().HasForeignKey(s => s.CandidateId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(s => new { s.CandidateId, s.OptionsHash, s.Kind, s.Index }).IsUnique();
    }
}
