using CollabLLM.Core.Ratings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CollabLLM.Data.Ratings;

internal sealed class AnswerCodingConfiguration : IEntityTypeConfiguration<AnswerCoding>
{
    public void Configure(EntityTypeBuilder<AnswerCoding> builder)
    {
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Coder).HasMaxLength(256);
        builder.HasOne<Answer>().WithMany().HasForeignKey(c => c.AnswerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(c => new { c.AnswerId, c.Coder }).IsUnique();
    }
}
