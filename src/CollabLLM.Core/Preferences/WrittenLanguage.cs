using CollabLLM.Core.Conversations;

namespace CollabLLM.Core.Preferences;

/// <summary>
/// Guesses the language of a text from its script and, in Latin script, from its most frequent small words. Short and mixed texts get no
/// guess: a doubt is not a difference.
/// </summary>
public static class WrittenLanguage
{
    private const int FewestHits = 4;
    private const int FewestLetters = 4;

    private static readonly Dictionary<string, string[]> SmallWords = new()
    {
        ["en"] = ["the", "and", "of", "to", "is", "you", "that", "it", "for", "with", "your", "this", "are", "would", "what", "how", "should", "my", "about", "have"],
        ["de"] = ["der", "die", "das", "und", "ist", "nicht", "ich", "ein", "eine", "zu", "mit", "auf", "für", "sie", "wie", "wir", "soll", "über", "den", "auch"],
        ["fr"] = ["le", "la", "les", "et", "est", "des", "une", "un", "vous", "que", "pour", "dans", "avec", "je", "pas", "sur", "ce", "votre", "qui", "du"],
        ["es"] = ["el", "la", "los", "las", "y", "es", "una", "un", "que", "para", "con", "por", "del", "no", "se", "como", "su", "lo", "más", "qué"],
        ["it"] = ["il", "la", "le", "e", "è", "una", "un", "che", "per", "con", "di", "non", "del", "come", "sono", "si", "lo", "gli", "questo", "della"],
        ["pt"] = ["o", "a", "os", "as", "e", "é", "uma", "um", "que", "para", "com", "não", "do", "da", "como", "se", "por", "você", "mais", "seu"],
        ["nl"] = ["de", "het", "een", "en", "is", "van", "niet", "ik", "je", "dat", "voor", "met", "op", "zijn", "hoe", "wat", "over", "ook", "maar", "aan"],
    };

    /// <summary>Whether both texts can be guessed, and differently.</summary>
    public static bool Differ(string one, string other) => Guess(one) is { } a && Guess(other) is { } b
        && (a.Script != b.Script || (a.Language is { } first && b.Language is { } second && first != second));

    /// <returns>The script of most letters and, where its small words are clear, the language's code; null for a text without a main script.</returns>
    public static (string Script, string? Language)? Guess(string text)
    {
        var scripts = text.Where(char.IsLetter).GroupBy(Script).ToDictionary(g => g.Key, g => g.Count());
        var letters = scripts.Values.Sum();
        if (letters < FewestLetters) return null;
        var (script, count) = scripts.MaxBy(s => s.Value);
        return count * 2 <= letters ? null : (script, script == "Latin" ? SmallWord(text) : null);
    }

    private static string? SmallWord(string text)
    {
        var words = WhiteSpace.Words(text.ToLowerInvariant()).Select(w => w.Trim('.', ',', '?', '!', ':', ';', '"', '(', ')')).ToArray();
        var hits = SmallWords.Select(l => (l.Key, Hits: words.Count(w => l.Value.Contains(w)))).OrderByDescending(l => l.Hits).ToArray();
        return hits[0].Hits >= FewestHits && hits[0].Hits >= 2 * hits[1].Hits ? hits[0].Key : null;
    }

    private static string Script(char letter) => letter switch
    {
        < '\u0250' or (>= '\u1E00' and <= '\u1EFF') => "Latin",
        >= '\u0370' and <= '\u03FF' => "Greek",
        >= '\u0400' and <= '\u052F' => "Cyrillic",
        >= '\u0590' and <= '\u05FF' => "Hebrew",
        >= '\u0600' and <= '\u06FF' => "Arabic",
        >= '\u0900' and <= '\u097F' => "Devanagari",
        >= '\u0E00' and <= '\u0E7F' => "Thai",
        >= '\uAC00' and <= '\uD7A3' => "Hangul",
        (>= '\u3040' and <= '\u30FF') or (>= '\u4E00' and <= '\u9FFF') => "Han and Kana",
        _ => "other",
    };
}
