using CollabLLM.Core.Ratings;

namespace CollabLLM.Core.Statistics.Agreement;

/// <summary>How far two coders agree about one code: Cohen's kappa of given or not given, over the texts that both have coded.</summary>
/// <param name="Both">Texts to which both gave the code.</param>
/// <param name="Neither">Texts to which neither gave it.</param>
public sealed record CodeAgreement(string Code, int Both, int OnlyFirst, int OnlySecond, int Neither, Computed<Estimate> Kappa)
{
    /// <summary>One entry for each code that at least one of the two gave, in alphabetical order.</summary>
    public static IReadOnlyList<CodeAgreement> Of(IReadOnlyList<(CodeList First, CodeList Second)> texts)
    {
        var codes = texts.SelectMany(t => t.First.Concat(t.Second)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return [.. codes.Select(code =>
        {
            var table = new int[2, 2];
            foreach (var (first, second) in texts) table[first.Contains(code) ? 0 : 1, second.Contains(code) ? 0 : 1]++;
            return new CodeAgreement(code, table[0, 0], table[0, 1], table[1, 0], table[1, 1], CohensKappa.Of(table));
        })];
    }
}
