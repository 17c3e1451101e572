using CollabLLM.Core.Documents;
using CollabLLM.Core.Participants;
using CollabLLM.Core.Ratings;
using CollabLLM.Core.Sessions;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Accounts;
using CollabLLM.Data.Audit;
using CollabLLM.Data.Scoring;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data;

/// <summary>Everything that an installation stores. Used directly, without repositories: decision record 0004.</summary>
public sealed class CollabDbContext(DbContextOptions<CollabDbContext> options) : IdentityDbContext<Account, IdentityRole<Guid>, Guid>(options)
{
    public DbSet<Study> Studies => Set<Study>();
    public DbSet<Assignment> Assignments => Set<Assignment>();
    public DbSet<Participant> Participants => Set<Participant>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<Turn> Turns => Set<Turn>();
    public DbSet<ReplyAttempt> ReplyAttempts => Set<ReplyAttempt>();
    public DbSet<HumanPair> HumanPairs => Set<HumanPair>();
    public DbSet<SessionEvent> Events => Set<SessionEvent>();
    public DbSet<HelpRequest> HelpRequests => Set<HelpRequest>();
    public DbSet<DocumentRevision> Revisions => Set<DocumentRevision>();
    public DbSet<DocumentDelta> Deltas => Set<DocumentDelta>();
    public DbSet<Rating> Ratings => Set<Rating>();
    public DbSet<Answer> Answers => Set<Answer>();
    public DbSet<AnswerCoding> AnswerCodings => Set<AnswerCoding>();
    public DbSet<ScoringRun> ScoringRuns => Set<ScoringRun>();
    public DbSet<ScoringJob> ScoringJobs => Set<ScoringJob>();
    public DbSet<CandidateRow> Candidates => Set<CandidateRow>();
    public DbSet<RewardRow> Rewards => Set<RewardRow>();
    public DbSet<RewardSampleRow> RewardSamples => Set<RewardSampleRow>();
    public DbSet<PairRow> Pairs => Set<PairRow>();
    public DbSet<StudyMember> StudyMembers => Set<StudyMember>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(CollabDbContext).Assembly);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
        // SQLite compares and sorts dates only as numbers; PostgreSQL has a type of its own.
        if (Database.ProviderName == "Microsoft.EntityFrameworkCore.Sqlite")
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
    }
}
