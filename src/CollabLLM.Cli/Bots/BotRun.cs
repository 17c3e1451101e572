using System.Collections.Concurrent;

namespace CollabLLM.Cli.Bots;

/// <summary>Many bots, some at a time. One that fails is told with its reason and counted; the others go on.</summary>
internal sealed class BotRun(IServiceProvider services, string slug, int seed)
{
    public async Task<IReadOnlyDictionary<BotOutcome, int>> PlayAsync(int count, int parallel, TextWriter output, CancellationToken ct)
    {
        var outcomes = new ConcurrentDictionary<BotOutcome, int>();
        var lines = TextWriter.Synchronized(output);
        var done = 0;
        await Parallel.ForEachAsync(Enumerable.Range(1, count), new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = ct }, async (number, cancel) =>
        {
            BotOutcome outcome;
            try
            {
                outcome = await new Bot(services, slug, number, seed).PlayAsync(cancel);
            }
            catch (BotException fault)
            {
                outcome = BotOutcome.Failed;
                await lines.WriteLineAsync($"Bot {number}: {fault.Message}");
            }
            outcomes.AddOrUpdate(outcome, 1, (_, n) => n + 1);
            if (Interlocked.Increment(ref done) is var soFar && (soFar % 25 == 0)) await lines.WriteLineAsync($"{soFar} of {count}");
        });
        return outcomes;
    }
}
