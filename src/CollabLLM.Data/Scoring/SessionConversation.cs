using CollabLLM.Core.Conversations;
using CollabLLM.Core.Sessions;

namespace CollabLLM.Data.Scoring;

/// <summary>A session's turns as a conversation. Failed turns were never part of it. The policy's system prompt is the policy's, and stays out.</summary>
public static class SessionConversation
{
    /// <summary>Everything before the reply of a turn: it ends with the participant's message.</summary>
    public static Conversation Prompt(IEnumerable<Turn> turns, int number) => new(
        turns.Where(t => t.Counts && t.Number <= number).OrderBy(t => t.Number)
            .SelectMany(t => t.Number == number ? [Message.User(t.Message)] : Exchange(t)));

    /// <summary>What really came after the reply of a turn.</summary>
    public static IReadOnlyList<Message> After(IEnumerable<Turn> turns, int number) =>
        [.. turns.Where(t => t.Counts && t.Number > number).OrderBy(t => t.Number).SelectMany(Exchange)];

    private static Message[] Exchange(Turn turn) => [Message.User(turn.Message), Message.Assistant(turn.Reply!)];
}
