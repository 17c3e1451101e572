using CollabLLM.Core.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CollabLLM.Data.Sessions;

internal sealed class TurnConfiguration : IEntityTypeConfiguration<Turn>
{
    public void Configure(EntityTypeBuilder<Turn> builder)
    {
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.RequestKey).HasMaxLength(64);
        builder.Property(t => t.Flags).HasMaxLength(200);
        builder.ComplexProperty(t => t.Time);
        builder.Ignore(t => t.Counts);
        builder.HasOne<Session>().WithMany().HasForeignKey(t => t.SessionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(t => new { t.SessionId, t.Number }).IsUnique();
        builder.HasIndex(t => new { t.SessionId, t.RequestKey }).IsUnique();
    }
}
