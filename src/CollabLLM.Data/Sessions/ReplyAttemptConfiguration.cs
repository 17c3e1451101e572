using CollabLLM.Core.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CollabLLM.Data.Sessions;

internal sealed class ReplyAttemptConfiguration : IEntityTypeConfiguration<ReplyAttempt>
{
    public void Configure(EntityTypeBuilder<ReplyAttempt> builder)
    {
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.PolicyId).HasMaxLength(64);
        builder.Property(a => a.PromptHash).HasMaxLength(64);
        builder.OwnsOne(a => a.Facts, facts => facts.ToJson());
        builder.HasOne<Turn>().WithMany().HasForeignKey(a => a.TurnId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(a => new { a.TurnId, a.Number }).IsUnique();
    }
}
