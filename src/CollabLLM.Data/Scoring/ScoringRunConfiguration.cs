using CollabLLM.Core.Studies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CollabLLM.Data.Scoring;

internal sealed class ScoringRunConfiguration : IEntityTypeConfiguration<ScoringRun>
{
    public void Configure(EntityTypeBuilder<ScoringRun> builder)
    {
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Preset).HasMaxLength(64);
        builder.Property(r => r.OptionsHash).HasMaxLength(64);
        builder.Property(r => r.CreatedBy).HasMaxLength(256);
        builder.Property(r => r.MaximumMoney).HasPrecision(18, 6);
        builder.Property(r => r.UsedMoney).HasPrecision(18, 6);
        builder.Ignore(r => r.IsBudgetSpent);
        builder.HasOne<Study>().WithMany().HasForeignKey(r => r.StudyId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(r => new { r.StudyId, r.OptionsHash }).IsUnique();
    }
}
