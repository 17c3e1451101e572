namespace CollabLLM.Core.Statistics.Comparisons;

/// <summary>Says in words what the analysis chose and why.</summary>
internal static class Choices
{
    public static Choice[] For(ArmData[] arms, ComparisonRequest request, int armCount)
    {
        var repeated = arms.Any(a => a.Repeated is not null);
        return
        [
            .. request.KindWasGuessed is { } why ? [new Choice("outcome", Kind(request.Kind), $"Nobody said what kind of outcome this is; {why}.")] : Array.Empty<Choice>(),
            Primary(request.Kind),
            request.Kind == OutcomeKind.Binary
                ? new("interval of a share", "Wilson, and Newcombe for differences and ratios", "They hold at any size and never leave 0 to 1.")
                : new("interval of the mean", "studentized bootstrap for an arm, Welch t for a difference; t and BCa beside them", "Times, counts and ratings near the top mark are skewed, and in small arms the t interval of one mean then falls short of its level; the studentized bootstrap follows the skewness. In a difference the skewness of both arms largely cancels, and Welch's interval keeps its level. With fewer than 8 participants in an arm, t stands for both."),
            repeated
                ? new("unit of analysis", "the participant", "Some participants have several values. Each counts once, by the mean of their values; resampling draws participants.")
                : new("unit of analysis", "the participant", "Every participant has one value."),
            request.Baselines.Count > 0
                ? new("contrasts", $"each arm against {string.Join(" and ", request.Baselines)}", "These were named as baselines; differences are arm minus baseline.")
                : new("contrasts", "every pair of arms", "No baseline was named; differences are later arm minus earlier arm, in the order shown."),
            new("correction", "Holm (family-wise) judges, Benjamini-Hochberg beside it", armCount > 2 ? "Several comparisons of one outcome share one error rate." : "There is a single comparison, so both leave p as it is."),
            .. Repeats(arms),
        ];
    }

    private static string Kind(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Binary => "yes or no",
        OutcomeKind.Rating => "a rating",
        OutcomeKind.Duration => "a duration",
        OutcomeKind.Count => "a count",
        _ => "a measured number",
    };

    private static Choice Primary(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Binary => new("primary test", "Fisher exact", "Yes-or-no answers: the exact test holds at any size; the difference and ratio of shares say how much."),
        OutcomeKind.Rating => new("primary test", "Mann-Whitney, with the cumulative-link model beside it", "Ratings are ordered marks with a ceiling: ranks need no equal distances. The difference of means says how much, in marks."),
        OutcomeKind.Duration => new("primary test", "Mann-Whitney with the Hodges-Lehmann shift", "Times are skewed and a few long ones rule the mean; ranks and the shift are not moved by them."),
        OutcomeKind.Count => new("primary test", "Mann-Whitney with the Hodges-Lehmann shift", "Counts are skewed and discrete; ranks make no assumption about their distribution."),
        _ => new("primary test", "Welch t", "A measured number whose mean is the question; Welch's test allows unequal variances."),
    };

    private static IEnumerable<Choice> Repeats(ArmData[] arms)
    {
        if (!arms.SelectMany(a => a.Rows).Any(r => r.Checkpoint is not null)) yield break;
        yield return new("checkpoints", "linear mixed model, arm by checkpoint, random intercept per participant (REML, Satterthwaite)", "Answers of one participant resemble each other, and not everybody reaches every checkpoint; the model uses all of them without counting a participant twice.");
    }
}
