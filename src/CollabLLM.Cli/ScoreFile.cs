using System.Text.Json;
using CollabLLM.Core.Conversations;
using CollabLLM.Core.Exports;
using CollabLLM.Core.Exports.Pairs;
using CollabLLM.Core.Rewards;
using CollabLLM.Core.Simulation;

namespace CollabLLM.Cli;

/// <summary>
/// Rewards the last reply of each conversation of a JSONL file: <c>{"id":"..","messages":[..],"goal":"..","reference":".."}</c>; goal,
/// reference and id may be absent. Seeds come from the id, or the line's number where it has none.
/// </summary>
internal static class ScoreFile
{
    public static async Task<int> RunAsync(Arguments arguments, TextWriter output, CancellationToken ct)
    {
        var path = arguments.Required("file");
        await using var models = await FileModels.OpenAsync(arguments, "v2-offline", ct);
        var estimator = new RewardEstimator(models.Preset, models.Models);
        var number = 0;
        foreach (var line in (await File.ReadAllLinesAsync(path, ct)).Where(l => l.Trim().Length > 0))
        {
            var (id, question) = Read(path, ++number, line);
            var estimate = await estimator.EstimateAsync(question, Seeds.Derive(models.Seed, id), ct);
            await output.WriteLineAsync(arguments.Has("json") ? Json(id, estimate) : Words(id, estimate));
        }
        return 0;
    }

    private static (string Id, RewardQuestion Question) Read(string path, int number, string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            var messages = ChatJson.Read(root.GetProperty("messages").GetRawText());
            if (messages is not [.., { Role: MessageRole.Assistant }]) throw new FormatException("the last message is not the assistant's, so there is no reply to reward");
            var id = Text(root, "id") ?? number.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return (id, new RewardQuestion(new Conversation(messages), Text(root, "goal") ?? messages.First(m => m.Role is MessageRole.User).Content, Text(root, "reference")));
        }
        catch (Exception fault) when (fault is JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"{path}, line {number}: {fault.Message}", fault);
        }
    }

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static string Json(string id, RewardEstimate estimate) => JsonSerializer.Serialize(
        new
        {
            id, estimate.Mean, estimate.StandardError, estimate.Used, estimate.Failed,
            Samples = estimate.Samples.Select(s => new { s.Index, s.Reward, s.Reason, Scores = JsonDocument.Parse(Data.Scoring.SampleJson.Write(s.Scores)).RootElement, Messages = JsonDocument.Parse(ChatJson.Write(s.Continuation)).RootElement }),
        },
        ExportJson.Options);

    private static string Words(string id, RewardEstimate estimate) => estimate.Mean is { } mean
        ? FormattableString.Invariant($"{id}: MR {mean:R}, standard error {estimate.StandardError?.ToString("R", System.Globalization.CultureInfo.InvariantCulture) ?? "unknown"}, {estimate.Used} samples used, {estimate.Failed} failed.")
        : $"{id}: no MR, all {estimate.Failed} samples failed: {estimate.Samples[0].Reason}";
}
