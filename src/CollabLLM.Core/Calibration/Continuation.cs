using CollabLLM.Core.Conversations;

namespace CollabLLM.Core.Calibration;

/// <summary>What came after one reply, within the window of a scoring run: by the participant, or by a simulator in the participant's place.</summary>
/// <param name="Before">The conversation up to the reply, the reply included.</param>
/// <param name="After">What followed; empty when the conversation ended with the reply.</param>
public sealed record Continuation(string Participant, string Run, bool IsSimulated, IReadOnlyList<Message> Before, IReadOnlyList<Message> After)
{
    /// <summary>Each message of the participant, or of who played the participant, with all that was said before it.</summary>
    public IEnumerable<(string Message, IReadOnlyList<Message> Before)> Written() =>
        After.Select((message, i) => (message, i)).Where(m => m.message.Role is MessageRole.User).Select(m => (m.message.Content, (IReadOnlyList<Message>)[.. Before, .. After.Take(m.i)]));
}
