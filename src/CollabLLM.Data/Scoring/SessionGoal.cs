using System.Text;
using CollabLLM.Core.Sessions;
using CollabLLM.Core.Studies;

namespace CollabLLM.Data.Scoring;

/// <summary>What a participant of a live session wanted to have written: document type, topic and the answers to the topic questions.</summary>
public static class SessionGoal
{
    private const string Missing = "anything";

    public static string Brief(StudyDefinition definition, Session session)
    {
        var type = definition.DocumentTypes.FirstOrDefault(t => t.Key == session.DocumentType);
        var goal = new StringBuilder($"{type?.Name ?? session.DocumentType ?? "a text"} about {Trim(session.Topic)}.");
        foreach (var (question, answer) in type?.Answers(session.Intake) ?? [])
        {
            goal.Append(' ').Append(char.ToUpperInvariant(question.Key[0])).Append(question.Key.AsSpan(1)).Append(": ").Append(Trim(answer)).Append('.');
        }
        return goal.ToString();
    }

    /// <summary>Names that the participant gave in the intake.</summary>
    public static IReadOnlyList<string> Names(Session session) =>
        [.. session.Intake.Where(a => a.Question.Contains("name", StringComparison.OrdinalIgnoreCase)).Select(a => a.Text.Trim())];

    private static string Trim(string? text) => text?.Trim().TrimEnd('.') is { Length: > 0 } trimmed ? trimmed : Missing;
}
