using System.Diagnostics.Metrics;
using CollabLLM.Core.Policies;

namespace CollabLLM.Inference.Engine;

/// <summary>What one engine tells of itself, under the meter <c>CollabLLM.Inference</c>, tagged by model.</summary>
internal sealed class EngineMetrics : IDisposable
{
    public const string MeterName = "CollabLLM.Inference";

    private readonly Meter meter;
    private readonly Histogram<int> batch;
    private readonly Histogram<double> step;
    private readonly Histogram<double> firstToken;
    private readonly Histogram<double> interToken;
    private readonly Counter<long> prefilled;
    private readonly Counter<long> reused;
    private readonly Counter<long> tokens;
    private readonly Counter<long> finished;
    private readonly Counter<long> failures;
    private readonly Counter<long> preemptions;
    private long kvBytes;

    public EngineMetrics(string model, Func<int> queueLength, Func<long> evictions)
    {
        KeyValuePair<string, object?>[] tags = [new("model", model)];
        meter = new(new MeterOptions(MeterName) { Tags = tags });
        batch = meter.CreateHistogram<int>("collab.engine.batch", "{row}");
        step = meter.CreateHistogram<double>("collab.engine.step", "ms");
        firstToken = meter.CreateHistogram<double>("collab.engine.first_token", "ms");
        interToken = meter.CreateHistogram<double>("collab.engine.inter_token", "ms");
        prefilled = meter.CreateCounter<long>("collab.engine.prefilled", "{token}");
        reused = meter.CreateCounter<long>("collab.engine.reused", "{token}");
        tokens = meter.CreateCounter<long>("collab.engine.tokens", "{token}");
        finished = meter.CreateCounter<long>("collab.engine.finished", "{reply}");
        failures = meter.CreateCounter<long>("collab.engine.failures", "{reply}");
        preemptions = meter.CreateCounter<long>("collab.engine.preemptions", "{row}");
        meter.CreateObservableGauge("collab.engine.queue", queueLength, "{request}");
        meter.CreateObservableGauge("collab.engine.kv", () => Interlocked.Read(ref kvBytes), "By");
        meter.CreateObservableCounter("collab.engine.evictions", evictions, "{page}");
    }

    public long Prefilled { get; private set; }

    public void Stepped(StepPlan plan, double ms, long bytes)
    {
        Interlocked.Exchange(ref kvBytes, bytes);
        batch.Record(plan.Parts.Count);
        step.Record(ms);
        var prompt = plan.Parts.Where(p => p.Row.ReplyTokens == 0).Sum(p => p.Count);
        Prefilled += prompt;
        prefilled.Add(prompt);
    }

    public void Reused(int count) => reused.Add(count);

    public void Preempted() => preemptions.Add(1);

    public void Token(Row row, long now, TimeProvider clock)
    {
        tokens.Add(1);
        if (row.FirstTokenAt is null) firstToken.Record(clock.GetElapsedTime(row.Submitted, now).TotalMilliseconds);
        else interToken.Record(clock.GetElapsedTime(row.LastTokenAt, now).TotalMilliseconds);
    }

    public void Ended(FinishKind kind) => finished.Add(1, new KeyValuePair<string, object?>("reason", kind.ToString()));

    public void Failed(PolicyFailureKind kind) => failures.Add(1, new KeyValuePair<string, object?>("kind", kind.ToString()));

    public void Dispose() => meter.Dispose();
}
