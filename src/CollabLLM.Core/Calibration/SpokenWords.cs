using System.Text.RegularExpressions;
using CollabLLM.Core.Conversations;

namespace CollabLLM.Core.Calibration;

/// <summary>What a message has in common with what was said before it: rules without a model, the same for people and simulators.</summary>
internal static partial class SpokenWords
{
    private const int ShortestContentWord = 4;

    private static readonly HashSet<string> AnsweringWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "yes", "yeah", "yep", "yup", "no", "nope", "nah", "sure", "ok", "okay", "correct", "right", "exactly", "definitely", "absolutely", "maybe", "both", "either", "neither", "none", "all", "not", "agreed", "true", "false",
    };

    /// <summary>Share of the different content words (four letters or more) that nobody had said before, in [0, 1]; null for a message without any.</summary>
    public static double? NewShare(string message, IReadOnlyList<Message> before)
    {
        var words = Content(message);
        if (words.Count == 0) return null;
        var said = before.SelectMany(m => Content(m.Content)).ToHashSet(StringComparer.Ordinal);
        return words.Count(w => !said.Contains(w)) / (double)words.Count;
    }

    /// <summary>
    /// Whether a message takes up a question of the reply before it: it begins with an answering word, holds a number, or shares a content
    /// word with a question. 1 or 0; null when the reply asks nothing.
    /// </summary>
    public static double? Answers(string message, IReadOnlyList<Message> before)
    {
        if (before is not [.., { Role: MessageRole.Assistant } reply]) return null;
        var questions = Question().Matches(reply.Content).Select(m => m.Value).ToArray();
        if (questions.Length == 0) return null;
        var first = Word().Match(message).Value;
        return AnsweringWords.Contains(first) || Number().IsMatch(message) || Content(message).Overlaps(questions.SelectMany(Content)) ? 1 : 0;
    }

    private static HashSet<string> Content(string text) =>
        Word().Matches(text).Select(m => m.Value.ToLowerInvariant()).Where(w => w.Length >= ShortestContentWord).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"[\p{L}\p{Nd}]+(?:['’][\p{L}]+)*")]
    private static partial Regex Word();

    [GeneratedRegex(@"[^.!?\n]*\?")]
    private static partial Regex Question();

    [GeneratedRegex(@"\p{Nd}")]
    private static partial Regex Number();
}
