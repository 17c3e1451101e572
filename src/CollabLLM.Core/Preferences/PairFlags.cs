using System.Text.RegularExpressions;
using CollabLLM.Core.Conversations;

namespace CollabLLM.Core.Preferences;

/// <summary>What speaks against training on a pair. A flagged pair is left out of exports by default and counted; nobody deletes it.</summary>
public static partial class PairFlags
{
    /// <summary>The two replies have the same words.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>One reply is more than four times as long as the other: length would be learnt, not quality.</summary>
    public const string LengthRatio = "length-ratio";

    /// <summary>The lower bound of the 95 % interval of the difference is not above 0.</summary>
    public const string LowConfidence = "low-confidence";

    /// <summary>One reply is written mostly in another script than the prompt.</summary>
    public const string Language = "language";

    /// <summary>A reply or the prompt holds an e-mail address, a telephone number, or a name given in the intake.</summary>
    public const string PersonalData = "personal-data";

    private const double LargestRatio = 4;
    private const double Normal95 = 1.96;

    /// <param name="names">Names that the participant gave; empty ones are ignored.</param>
    /// <param name="demandConfidence">Whether a margin inside its own uncertainty is flagged; with few samples nearly all are.</param>
    public static IReadOnlyList<string> Of(PreferencePair pair, IReadOnlyList<string> names, bool demandConfidence = false)
    {
        var flags = new List<string>();
        var (chosen, rejected) = (pair.Chosen.Completion, pair.Rejected.Completion);
        if (Normalised(chosen) == Normalised(rejected)) flags.Add(Duplicate);
        var (longer, shorter) = (Math.Max(chosen.Length, rejected.Length), Math.Min(chosen.Length, rejected.Length));
        if (longer > LargestRatio * shorter) flags.Add(LengthRatio);
        if (demandConfidence && !IsConfident(pair)) flags.Add(LowConfidence);
        var script = Script(string.Concat(pair.Prompt.Select(m => m.Content)));
        if (script != Script(chosen) || script != Script(rejected)) flags.Add(Language);
        if (pair.Prompt.Select(m => m.Content).Append(chosen).Append(rejected).Any(text => HoldsPersonalData(text, names))) flags.Add(PersonalData);
        return flags;
    }

    public static bool HoldsPersonalData(string text, IReadOnlyList<string> names) =>
        Email().IsMatch(text) || Telephone().Matches(text).Any(m => !Dates().IsMatch(m.Value)) || names.Any(name => name.Length > 1 && Regex.IsMatch(text, $@"(?<!\w){Regex.Escape(name)}(?!\w)", RegexOptions.IgnoreCase));

    private static bool IsConfident(PreferencePair pair) =>
        pair.Chosen.StandardError is { } a && pair.Rejected.StandardError is { } b && pair.Margin - (Normal95 * Math.Sqrt((a * a) + (b * b))) > 0;

    private static string Normalised(string text) => string.Join(' ', WhiteSpace.Words(text)).ToLowerInvariant();

    /// <summary>Whether most letters lie outside the Latin blocks.</summary>
    private static bool Script(string text)
    {
        var (letters, foreign) = (0, 0);
        foreach (var c in text.Where(char.IsLetter))
        {
            letters++;
            if (c > 'ɏ') foreign++;
        }
        return foreign * 2 > letters;
    }

    [GeneratedRegex(@"[\w.+-]+@[\w-]+\.[\w.-]+")]
    private static partial Regex Email();

    [GeneratedRegex(@"(?<!\w)\+?\d[\d ()/.-]{7,}\d(?!\w)")]
    private static partial Regex Telephone();

    // 2019-2023, 2024-05-31, 31/05/2024: personal statements are full of them.
    [GeneratedRegex(@"^(\d{4}\s*[-/.]\s*\d{4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})$")]
    private static partial Regex Dates();
}
