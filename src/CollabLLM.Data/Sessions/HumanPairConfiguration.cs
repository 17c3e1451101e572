using CollabLLM.Core.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CollabLLM.Data.Sessions;

internal sealed class HumanPairConfiguration : IEntityTypeConfiguration<HumanPair>
{
    public void Configure(EntityTypeBuilder<HumanPair> builder)
    {
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.PolicyId).HasMaxLength(64);
        builder.Property(p => p.Decision).HasMaxLength(16);
        builder.Property(p => p.Note).HasMaxLength(2000);
        builder.Property(p => p.DecidedBy).HasMaxLength(256);
        builder.Ignore(p => p.Continued);
        builder.HasOne<Session>().WithMany().HasForeignKey(p => p.SessionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(p => new { p.SessionId, p.Turn, p.Source, p.Number }).IsUnique();
    }
}
