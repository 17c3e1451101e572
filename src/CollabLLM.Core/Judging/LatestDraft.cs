using CollabLLM.Core.Conversations;

namespace CollabLLM.Core.Judging;

/// <summary>
/// Finds the document in a conversation without a model: the last message of the assistant that is at least half as long, in words, as
/// its longest one. A rough rule for the offline demonstration; research uses <see cref="DocumentExtractor"/>.
/// </summary>
public static class LatestDraft
{
    public static string Of(Conversation conversation)
    {
        var drafts = conversation.Where(m => m.Role is MessageRole.Assistant).Select(m => (m.Content, Words: WhiteSpace.Words(m.Content).Count)).ToArray();
        var longest = drafts.Length == 0 ? 0 : drafts.Max(d => d.Words);
        return drafts.LastOrDefault(d => d.Words * 2 >= longest).Content ?? "";
    }
}
