using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using CollabLLM.Inference.Engine;

namespace CollabLLM.TestKit.Soak;

/// <summary>Counts what the engines of one soak report of themselves through their meters.</summary>
internal sealed class EndCounter : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<string, long> counts = new();

    public EndCounter(string modelPrefix)
    {
        listener.InstrumentPublished = (instrument, me) =>
        {
            var model = instrument.Meter.Tags?.FirstOrDefault(t => t.Key == "model").Value as string;
            if (instrument.Meter.Name == EngineMetrics.MeterName && model?.StartsWith(modelPrefix, StringComparison.Ordinal) == true) me.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            counts.AddOrUpdate(Key(instrument.Name, tags), value, (_, old) => old + value));
        listener.Start();
    }

    public long Ends => Reasons.Values.Sum();

    public IReadOnlyDictionary<string, long> Reasons => Of("collab.engine.finished").Concat(Of("collab.engine.failures")).Where(r => r.Key != "Busy").ToDictionary();

    public long Total(string instrument) => Of(instrument).Values.Sum();

    public void Dispose() => listener.Dispose();

    private Dictionary<string, long> Of(string instrument) => counts.Where(c => c.Key.StartsWith(instrument + "|", StringComparison.Ordinal))
        .ToDictionary(c => c.Key[(instrument.Length + 1)..], c => c.Value);

    private static string Key(string instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) => $"{instrument}|{(tags.Length > 0 ? tags[0].Value : "")}";
}
