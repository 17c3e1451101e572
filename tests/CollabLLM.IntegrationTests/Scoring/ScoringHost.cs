using CollabLLM.Data;
using CollabLLM.Data.Scoring;
using CollabLLM.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CollabLLM.IntegrationTests.Scoring;

/// <summary>One host that scores: its own clock and models over a shared database.</summary>
internal sealed class ScoringHost
{
    public ScoringHost(IDbContextFactory<CollabDbContext> databases, IChatClient model, Clock? clock = null, int callsAtOnce = 1)
    {
        Clock = clock ?? new Clock(SampleStudy.Start.AddDays(1));
        Options = new ScoringOptions { MaximumAttempts = 3, CallsAtOnce = callsAtOnce };
        var options = Microsoft.Extensions.Options.Options.Create(Options);
        Queue = new ScoringQueue(databases, Clock, options);
        Scorer = new ConversationScorer(databases, new ScoringModels(new OneModel(model), options), Queue, Clock);
        Loop = new ScoringLoop(Queue, Scorer, options, Clock, NullLogger<ScoringLoop>.Instance);
        Queueing = new QueueScoring(databases, Clock);
        Steering = new SteerRun(databases, Clock);
    }

    public Clock Clock { get; }
    public ScoringOptions Options { get; }
    public ScoringQueue Queue { get; }
    public ConversationScorer Scorer { get; }
    public ScoringLoop Loop { get; }
    public QueueScoring Queueing { get; }
    public SteerRun Steering { get; }

    public async Task<QueueResult.Queued> QueueAsync(ScoringPlan? plan = null, ScoringBudget? budget = null) =>
        (QueueResult.Queued)await Queueing.StudyAsync("writing", "test", default, plan, budget);

    public async Task<int> DrainAsync(string worker = "worker")
    {
        var jobs = 0;
        while (await Loop.RunOneAsync(worker, default)) jobs++;
        return jobs;
    }
}

/// <summary>Every policy is answered by the same model.</summary>
internal sealed class OneModel(IChatClient model) : Core.Policies.IPolicyClients
{
    public IChatClient For(Core.Policies.PolicyDefinition policy) => model;
}
