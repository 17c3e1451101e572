using System.Text.RegularExpressions;
using CollabLLM.Core.Conversations;

namespace CollabLLM.Core.Calibration;

/// <summary>
/// Signs of hasty typing, countable without a dictionary and therefore the same for people and simulators: a sentence that begins with a
/// small letter, a lone small i, a letter three times in a row, two blanks or a blank before punctuation, a missing apostrophe, a word
/// twice in a row, and misspellings that are common in English. It does not find every mistake; it counts alike on both sides.
/// </summary>
internal static partial class TypingErrors
{
    private static readonly HashSet<string> Misspelt = new(StringComparer.OrdinalIgnoreCase)
    {
        "teh", "hte", "adn", "nad", "taht", "thsi", "wiht", "becuase", "becasue", "beacuse", "recieve", "seperate", "definately", "untill", "wich", "alot", "tommorow", "occured", "begining", "beleive", "freind", "wierd",
        "its'", "thier", "realy", "writting", "sentance", "paragragh", "grammer", "tought", "somthing", "anythign", "jsut", "liek", "dont", "doesnt", "didnt", "cant", "wont", "isnt", "arent", "wasnt", "wouldnt", "couldnt",
        "shouldnt", "havent", "hasnt", "im", "ive", "youre", "thats", "whats", "theres", "lets", "u", "ur", "pls", "plz", "thx",
    };

    /// <returns>Null for a message without words.</returns>
    public static double? PerHundredWords(string message)
    {
        var words = WhiteSpace.Words(message).Count;
        return words == 0 ? null : 100.0 * Count(message) / words;
    }

    private static int Count(string message)
    {
        var words = Word().Matches(message).Select(m => m.Value).ToArray();
        return words.Count(Misspelt.Contains) + words.Zip(words.Skip(1)).Count(p => string.Equals(p.First, p.Second, StringComparison.OrdinalIgnoreCase))
            + SmallStart().Count(message) + LoneSmallI().Count(message) + ThreeInARow().Count(message) + StrayBlank().Count(message);
    }

    [GeneratedRegex(@"[\p{L}]+(?:['’][\p{L}]*)?")]
    private static partial Regex Word();

    [GeneratedRegex(@"(?:^|[.!?]\s+)\p{Ll}")]
    private static partial Regex SmallStart();

    [GeneratedRegex(@"(?<![\p{L}'’.])i(?![\p{L}.])")]
    private static partial Regex LoneSmallI();

    [GeneratedRegex(@"(\p{L})\1\1+", RegexOptions.IgnoreCase)]
    private static partial Regex ThreeInARow();

    [GeneratedRegex(@"(?<=\S)  +(?=\S)|(?<=\w) +[,.;!?](?!\S*[)\d])")]
    private static partial Regex StrayBlank();
}
