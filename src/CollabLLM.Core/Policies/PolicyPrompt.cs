using System.Security.Cryptography;
using System.Text;
using CollabLLM.Core.Conversations;
using CollabLLM.Core.Sessions;

namespace CollabLLM.Core.Policies;

/// <summary>
/// The messages that a policy gets: built here and nowhere else. As published the policy sees its system prompt and the conversation;
/// the document only when the study says so. Topic and intake answers reach it only if the participant writes them.
/// </summary>
public static class PolicyPrompt
{
    /// <param name="turns">Turns of the session up to the one to be answered, which is the last by number; failed ones are left out.</param>
    /// <param name="document">Plain text of the document, or null when the policy does not see it.</param>
    public static Conversation Build(PolicyDefinition policy, IEnumerable<Turn> turns, string? document)
    {
        var ordered = turns.OrderBy(t => t.Number).ToArray();
        if (ordered.Length == 0) throw new ArgumentException("A prompt needs the turn that is to be answered.", nameof(turns));
        var messages = new List<Message>();
        if (SystemMessage(policy, document) is { } system) messages.Add(system);
        foreach (var turn in ordered[..^1].Where(t => t.Counts))
        {
            messages.Add(Message.User(turn.Message));
            messages.Add(Message.Assistant(turn.Reply ?? ""));
        }
        messages.Add(Message.User(ordered[^1].Message));
        return new(messages);
    }

    /// <summary>The policy with the document in its system message, where the study lets it see one: what a further reply to a real turn is asked with.</summary>
    public static PolicyDefinition Seeing(PolicyDefinition policy, string? document) =>
        string.IsNullOrWhiteSpace(document) ? policy : policy with { SystemPrompt = SystemMessage(policy, document)!.Content };

    /// <summary>The messages that a policy would get after these messages of a participant, for a researcher's eye: built as for a participant.</summary>
    /// <param name="reply">Stands for each of the policy's earlier replies, which nobody knows before they are made.</param>
    public static Conversation Preview(PolicyDefinition policy, IReadOnlyList<string> messages, string reply, string? document)
    {
        var turns = messages.Select((message, i) => new Turn(Guid.Empty, i + 1, $"preview-{i + 1}", message, DateTimeOffset.UnixEpoch)).ToArray();
        foreach (var turn in turns[..^1])
        {
            var attempt = new ReplyAttempt(turn.Id, 1, policy.Id, "", DateTimeOffset.UnixEpoch);
            attempt.End(ReplyOutcome.Completed, reply, null, null, DateTimeOffset.UnixEpoch);
            turn.Settle(attempt);
        }
        return Build(policy, turns, document);
    }

    /// <summary>The same prompt without its oldest exchange, for a model whose context is full; system message and last message stay.</summary>
    /// <returns>Null: there is no older exchange to leave out.</returns>
    public static Conversation? Shortened(Conversation prompt)
    {
        var system = prompt.TakeWhile(m => m.Role is MessageRole.System).ToArray();
        return prompt.Count - system.Length < 3 ? null : new(system.Concat(prompt.Skip(system.Length + 2)));
    }

    /// <summary>SHA-256 of the messages, 64 hexadecimal digits. Role and length stand before each text, so no text can imitate another conversation.</summary>
    public static string Hash(Conversation prompt)
    {
        var text = new StringBuilder();
        foreach (var message in prompt)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{message.Role} {message.Content.Length}\n{message.Content}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static Message? SystemMessage(PolicyDefinition policy, string? document)
    {
        var parts = new List<string>();
        if (!string.IsNullOrWhiteSpace(policy.SystemPrompt)) parts.Add(policy.SystemPrompt);
        if (!string.IsNullOrWhiteSpace(document)) parts.Add($"The document as it stands now:\n{document}");
        return parts.Count == 0 ? null : Message.System(string.Join("\n\n", parts));
    }
}
