using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CollabLLM.Core.Exports.Pairs;
using CollabLLM.Core.Metrics;
using CollabLLM.Core.Rewards;

namespace CollabLLM.Data.Scoring;

/// <summary>Metric scores as they are stored: <c>[{"metric":"..","value":0.5}]</c> with the rubric of a judge's mark, and <c>{"metric":"..","reason":".."}</c> where a metric failed.</summary>
public static class SampleJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IEnumerable<MetricScore> scores)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartArray();
            foreach (var score in scores)
            {
                json.WriteStartObject();
                json.WriteString("metric"u8, score.Metric);
                if (score is MetricScore.Scored scored)
                {
                    json.WriteNumber("value"u8, scored.Value);
                    if (scored.Rubric is { } rubric) json.WriteString("rubric"u8, rubric);
                }
                if (score is MetricScore.Failed failed) json.WriteString("reason"u8, failed.Reason);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static IReadOnlyList<MetricScore> Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        return [.. document.RootElement.EnumerateArray().Select(Score)];
    }

    public static RewardSample Sample(RewardSampleRow row) => new(row.Index, ChatJson.Read(row.MessagesJson), Read(row.ScoresJson), row.Reward, row.Reason);

    private static MetricScore Score(JsonElement score)
    {
        var metric = score.GetProperty("metric").GetString()!;
        return score.TryGetProperty("value", out var value)
            ? new MetricScore.Scored(metric, value.GetDouble(), score.TryGetProperty("rubric", out var rubric) ? rubric.GetString() : null)
            : new MetricScore.Failed(metric, score.GetProperty("reason").GetString()!);
    }
}
