using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using CollabLLM.Core.Policies;
using CollabLLM.Inference;
using CollabLLM.Inference.Engine;

namespace CollabLLM.UnitTests.Inference.Engine;

/// <summary>What a monitoring tool reads from the meter of an engine.</summary>
public sealed class EngineMetricsTests : IDisposable
{
    private readonly string model = $"metrics-{Guid.CreateVersion7():n}";
    private readonly MeterListener listener = new();
    private readonly ConcurrentBag<(string Name, double Value, string Tag)> seen = [];

    public EngineMetricsTests()
    {
        listener.InstrumentPublished = (instrument, me) =>
        {
            if (instrument.Meter.Name == EngineMetrics.MeterName && instrument.Meter.Tags?.Any(t => (string?)t.Value == model) == true) me.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Saw(i, value, tags));
        listener.SetMeasurementEventCallback<int>((i, value, tags, _) => Saw(i, value, tags));
        listener.SetMeasurementEventCallback<double>(Saw);
        listener.Start();
    }

    [Fact]
    public async Task Two_replies_with_a_common_beginning_are_counted_token_by_token()
    {
        await using var engine = Engine(new());
        foreach (var last in new[] { 30, 31 })
        {
            var request = new GenerationRequest([.. Enumerable.Range(1, 20), last], new(), 6, [], ReplyPriority.Interactive);
            engine.Submit(request);
            await request.Completion;
        }

        listener.RecordObservableInstruments();

        Assert.Equal(12, Sum("collab.engine.tokens"));
        Assert.Equal(21 + 1, Sum("collab.engine.prefilled"));
        Assert.Equal(20, Sum("collab.engine.reused"));
        Assert.Equal(2, Sum("collab.engine.finished", "Length"));
        Assert.Equal(2, Count("collab.engine.first_token"));
        Assert.Equal(10, Count("collab.engine.inter_token"));
        Assert.Equal(12, Count("collab.engine.step"));
        Assert.All(seen.Where(s => s.Name == "collab.engine.batch"), s => Assert.Equal(1, s.Value));
        Assert.Equal(0, Sum("collab.engine.queue"));
        Assert.InRange(Sum("collab.engine.kv"), 1, 1 << 20);
    }

    [Fact]
    public async Task Failures_are_counted_by_kind_and_evictions_by_page()
    {
        await using var engine = Engine(new() { KvBudgetBytes = 4 * new ScriptedRunner().Shape.Bytes });
        int[][] prompts = [[3, ScriptedRunner.NotANumberAfter], [ScriptedRunner.FaultAfter], [.. Enumerable.Range(1, 40)], [.. Enumerable.Range(5, 40)], [.. Enumerable.Repeat(1, 100)]];
        foreach (var prompt in prompts)
        {
            var request = new GenerationRequest(prompt, new(), 3, [], ReplyPriority.Interactive);
            engine.Submit(request);
            await Task.WhenAny(request.Completion);
        }

        listener.RecordObservableInstruments();

        Assert.Equal(1, Sum("collab.engine.failures", "BrokenLogits"));
        Assert.Equal(1, Sum("collab.engine.failures", "EngineFault"));
        Assert.Equal(1, Sum("collab.engine.failures", "OutOfMemory"));
        Assert.Equal(2, Sum("collab.engine.finished"));
        Assert.InRange(Sum("collab.engine.evictions"), 2, 6);
    }

    public void Dispose() => listener.Dispose();

    private InferenceEngine Engine(InferenceOptions options) => new(model, new ScriptedRunner(), options, 256, TimeProvider.System);

    private void Saw(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state = null) =>
        seen.Add((instrument.Name, value, tags.Length > 0 ? $"{tags[0].Value}" : ""));

    private double Sum(string name, string? tag = null) => seen.Where(s => s.Name == name && (tag is null || s.Tag == tag)).Sum(s => s.Value);

    private int Count(string name) => seen.Count(s => s.Name == name);
}
