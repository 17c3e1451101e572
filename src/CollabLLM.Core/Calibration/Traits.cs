using CollabLLM.Core.Conversations;

namespace CollabLLM.Core.Calibration;

/// <summary>
/// The one list of traits. The published study reports that people write shorter and more fragmentary messages than simulators, change
/// direction and give personal details (arXiv 2502.00640, table 9).
/// </summary>
public static class Traits
{
    public static IReadOnlyList<Trait> All { get; } =
    [
        new("message-words", "Message length", "words of a message", c => c.Written().Select(m => (double)WhiteSpace.Words(m.Message).Count)),
        new("typing-errors", "Typing errors", "signs of hasty typing per 100 words of a message", c => c.Written().Select(m => TypingErrors.PerHundredWords(m.Message)).OfType<double>()),
        new("messages-to-end", "Turns to the end", "messages until the conversation ended, at most as many as the window holds", c => [c.Written().Count()]),
        new("new-words", "Change of direction", "share of a message's longer words that nobody had said before", c => c.Written().Select(m => SpokenWords.NewShare(m.Message, m.Before)).OfType<double>()),
        new("question-answered", "Questions answered", "1 when a message takes up a question of the reply before it, else 0", c => c.Written().Select(m => SpokenWords.Answers(m.Message, m.Before)).OfType<double>()),
    ];
}
