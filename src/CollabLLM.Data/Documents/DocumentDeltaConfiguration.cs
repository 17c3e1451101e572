using CollabLLM.Core.Documents;
using CollabLLM.Core.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CollabLLM.Data.Documents;

internal sealed class DocumentDeltaConfiguration : IEntityTypeConfiguration<DocumentDelta>
{
    public void Configure(EntityTypeBuilder<DocumentDelta> builder)
    {
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.Source).HasMaxLength(16);
        builder.HasOne<Session>().WithMany().HasForeignKey(d => d.SessionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(d => new { d.SessionId, d.Sequence }).IsUnique();
    }
}
