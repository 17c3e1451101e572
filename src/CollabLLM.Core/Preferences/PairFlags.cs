using System.Text.RegularExpressions;
using CollabLLM.Core.Conversations;

namespace CollabLLM.Core.Preferences;

/// <summary>What speaks against training on a pair. A flagged pair is left out of exports by default and counted; nobody deletes it.</summary>
public static partial class PairFlags
{
    /// <summary>The two replies have the same words.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>One reply is many times as long as the other (four by default): length would be learnt, not quality.</summary>
    public const string LengthRatio = "length-ratio";

    /// <summary>The lower bound of the 95 % interval of the difference is not above 0.</summary>
    public const string LowConfidence = "low-confidence";

    /// <summary>One reply is written in another script or language than the prompt or the other reply.</summary>
    public const string Language = "language";

    /// <summary>A reply or the prompt holds an e-mail address, a telephone number, or a name given in the intake.</summary>
    public const string PersonalData = "personal-data";

    private const double Normal95 = 1.96;

    public static IReadOnlyList<string> All { get; } = [Duplicate, LengthRatio, LowConfidence, Language, PersonalData];

    /// <summary>Without low confidence: with three samples a reply nearly every pair would have to go.</summary>
    public static IReadOnlyList<string> LeftOutByDefault { get; } = [Duplicate, LengthRatio, Language, PersonalData];

    /// <summary>Every flag that holds, in a fixed order; which of them keep a pair out is for <see cref="PairFilters"/> to say.</summary>
    /// <param name="names">Names that the participant gave; empty ones are ignored.</param>
    public static IReadOnlyList<string> Of(PreferencePair pair, IReadOnlyList<string> names, double largestLengthRatio)
    {
        var flags = new List<string>();
        var (chosen, rejected) = (pair.Chosen.Completion, pair.Rejected.Completion);
        if (Normalised(chosen) == Normalised(rejected)) flags.Add(Duplicate);
        if (IsUneven(chosen, rejected, largestLengthRatio)) flags.Add(LengthRatio);
        if (!IsConfident(pair)) flags.Add(LowConfidence);
        var prompt = string.Join('\n', pair.Prompt.Select(m => m.Content));
        if (WrittenLanguage.Differ(prompt, chosen) || WrittenLanguage.Differ(prompt, rejected) || WrittenLanguage.Differ(chosen, rejected)) flags.Add(Language);
        if (pair.Prompt.Select(m => m.Content).Append(chosen).Append(rejected).Any(text => HoldsPersonalData(text, names))) flags.Add(PersonalData);
        return flags;
    }

    /// <summary>Whether one text is more than <paramref name="largest"/> times as long as the other.</summary>
    public static bool IsUneven(string one, string other, double largest) => Math.Max(one.Length, other.Length) > largest * Math.Min(one.Length, other.Length);

    public static bool HoldsPersonalData(string text, IReadOnlyList<string> names) =>
        Email().IsMatch(text) || Telephone().Matches(text).Any(m => !Dates().IsMatch(m.Value)) || names.Any(name => IsNamed(text, name));

    // A whole name in any case; a part of it only as a name is written, since "will" and "may" are names too.
    private static bool IsNamed(string text, string name) =>
        name.Length > 1 && (Holds(text, name, RegexOptions.IgnoreCase)
            || WhiteSpace.Words(name) is { Count: > 1 } parts && parts.Any(part => part.Length > 2 && char.IsUpper(part[0]) && Holds(text, part, RegexOptions.None)));

    private static bool Holds(string text, string name, RegexOptions options) => Regex.IsMatch(text, $@"(?<!\w){Regex.Escape(name)}(?!\w)", options);

    private static bool IsConfident(PreferencePair pair) =>
        pair.Chosen.StandardError is { } a && pair.Rejected.StandardError is { } b && pair.Margin - (Normal95 * Math.Sqrt((a * a) + (b * b))) > 0;

    private static string Normalised(string text) => string.Join(' ', WhiteSpace.Words(text)).ToLowerInvariant();

    [GeneratedRegex(@"[\w.+-]+@[\w-]+\.[\w.-]+")]
    private static partial Regex Email();

    [GeneratedRegex(@"(?<!\w)\+?\d[\d ()/.-]{7,}\d(?!\w)")]
    private static partial Regex Telephone();

    // 2019-2023, 2024-05-31, 31/05/2024: personal statements are full of them.
    [GeneratedRegex(@"^(\d{4}\s*[-/.]\s*\d{4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})$")]
    private static partial Regex Dates();
}
