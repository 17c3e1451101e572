using System.Globalization;
using CollabLLM.Core.Conversations;
using CollabLLM.Core.Simulation;
using Microsoft.Extensions.AI;

namespace CollabLLM.Core.Judging;

/// <summary>
/// The only code that asks a model for a score. The answer must be JSON with a number inside the rubric's range for every key; anything
/// else is asked again, then the mark fails with its reason. A number out of range is a fault, not something to clamp.
/// </summary>
public sealed class Judge(IChatClient client, string modelId, double temperature = 0, int attempts = 3)
{
    public string ModelId => modelId;

    public async Task<JudgeMark> MarkAsync(Rubric rubric, Conversation conversation, string goal, string document, long seed, CancellationToken ct)
    {
        var question = rubric.Prompt.Fill(new Dictionary<string, string>
        {
            ["conversation"] = TranscriptJson.Write(conversation),
            ["goal"] = TranscriptJson.Quote(goal),
            ["document"] = TranscriptJson.Quote(document),
        });
        var reason = "";
        for (var attempt = 0; attempt < attempts; attempt++)
        {
            var options = new ChatOptions { Temperature = (float)temperature, MaxOutputTokens = 1024, Seed = Seeds.Derive(seed, attempt) };
            var answer = await client.GetResponseAsync([new ChatMessage(ChatRole.User, question)], options, ct);
            if (Read(answer.Text, rubric, out reason) is { } mark) return new JudgeMark.Given(mark);
        }
        return new JudgeMark.Failed($"The judge gave no usable mark in {attempts} attempts. Last fault: {reason}");
    }

    private static double? Read(string answer, Rubric rubric, out string reason)
    {
        reason = "the answer is not an object";
        try
        {
            if (LooseJson.Parse(answer) is not Dictionary<string, object?> members) return null;
            var sum = 0.0;
            foreach (var key in rubric.Keys)
            {
                reason = $"'{key}' is missing or not a number";
                if (!members.TryGetValue(key, out var value) || Number(value) is not { } mark) return null;
                reason = FormattableString.Invariant($"'{key}' is {mark}, outside {rubric.Low} to {rubric.High}");
                if (!(mark >= rubric.Low && mark <= rubric.High)) return null;
                sum += mark;
            }
            return sum / rubric.Keys.Count;
        }
        catch (FormatException fault)
        {
            reason = fault.Message;
            return null;
        }
    }

    private static double? Number(object? value) => value switch
    {
        double number => number,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };
}
