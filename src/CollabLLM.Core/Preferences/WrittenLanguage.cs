using CollabLLM.Core.Conversations;

namespace CollabLLM.Core.Preferences;

/// <summary>
/// Guesses the language of a text from its script and, in Latin script, from its most frequent small words. A guess needs evidence: four
/// small words of the language, twice as many as of any other, and among them three different ones that no other listed language has.
/// Short and mixed texts get no guess: a doubt is not a difference.
/// </summary>
public static class WrittenLanguage
{
    private const int FewestHits = 4;
    private const int FewestOwnWords = 3;
    private const int FewestLetters = 4;

    // A word that several of them have stands with each, so that it speaks for none alone: "a" and "as" are English before they are Portuguese.
    private static readonly Dictionary<string, HashSet<string>> SmallWords = new Dictionary<string, string>
    {
        ["en"] = "the and of to is you that it for with your this are would what how should my about have a an as at be but can come do from he if in me more not no on one or over pour she so there they was we when which who will per met van die",
        ["de"] = "der die das und ist nicht ich ein eine zu mit auf für sie wie wir soll über den auch an als bei dem des du es im in sich sind so um von vor war was wenn wird",
        ["fr"] = "le la les et est des une un vous que pour dans avec je pas sur ce votre qui du de en au aux elle il mais me ne nous on ou par plus sa se si son tu a",
        ["es"] = "el la los las y es una un que para con por del no se como su lo más qué a al de en este esta me mi muy o pero si sus tu te",
        ["it"] = "il la le e è una un che per con di non del come sono si lo gli questo della a al da dei i in ma me mi o più se su nel",
        ["pt"] = "o a os as e é uma um que para com não do da como se por você mais seu ao de em me na no nos ou sua foi está isso",
        ["nl"] = "de het een en is van niet ik je dat voor met op zijn hoe wat over ook maar aan als bij die er in me of om te was we ze dit er naar",
    }.ToDictionary(l => l.Key, l => l.Value.Split(' ').ToHashSet());

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
        var hits = SmallWords.Select(l => (Language: l.Key, Hits: words.Count(l.Value.Contains))).OrderByDescending(l => l.Hits).ToArray();
        var best = hits[0];
        return best.Hits >= FewestHits && best.Hits >= 2 * hits[1].Hits && OwnWords(words, best.Language) >= FewestOwnWords ? best.Language : null;
    }

    private static int OwnWords(string[] words, string language) =>
        words.Distinct().Count(word => SmallWords[language].Contains(word) && SmallWords.All(l => l.Key == language || !l.Value.Contains(word)));

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
