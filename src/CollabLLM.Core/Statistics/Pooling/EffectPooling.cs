using CollabLLM.Core.Statistics.Distributions;

namespace CollabLLM.Core.Statistics.Pooling;

/// <summary>
/// Effects of several studies pooled with weights 1/(se² + tau²). Fixed: tau² = 0, normal interval. Random: tau² after DerSimonian and
/// Laird (1986) or Paule and Mandel (1982), interval after Hartung and Knapp (2001) with k - 1 degrees of freedom; where a further study's true
/// effect lies, after Higgins, Thompson and Spiegelhalter (2009): mean ± t(k - 2) · √(tau² + 1/Σw), from three studies on.
/// </summary>
public static class EffectPooling
{
    public static Computed<PooledEffect> Fixed(IReadOnlyList<StudyEffect> studies, double level = 0.95)
    {
        if (Check(studies, 1) is { } refusal) return refusal;
        var se = 1 / Math.Sqrt(studies.Sum(s => 1 / (s.Se * s.Se)));
        var effect = Mean(studies, 0);
        return Result(studies, effect, se, 2 * Normal.Above(Math.Abs(effect / se)), Normal.Quantile(1 - (1 - level) / 2) * se, 0, level, "fixed effect, inverse variance");
    }

    public static Computed<PooledEffect> Random(IReadOnlyList<StudyEffect> studies, double level = 0.95, TauMethod method = TauMethod.DerSimonianLaird)
    {
        if (Check(studies, 2) is { } refusal) return refusal;
        var (df, tau) = (studies.Count - 1.0, method is TauMethod.PauleMandel ? PauleMandel(studies) : DerSimonianLaird(studies));
        var effect = Mean(studies, tau);
        var variance = studies.Sum(s => (s.Effect - effect) * (s.Effect - effect) / (s.Se * s.Se + tau)) / (df * studies.Sum(s => 1 / (s.Se * s.Se + tau)));
        if (!(variance > 0)) return new Refusal("All studies report the same effect, so the spread between them cannot be estimated; read the fixed effect.");

        var se = Math.Sqrt(variance);
        return Result(studies, effect, se, StudentT.TwoSided(effect / se, df), StudentT.Critical(level, df) * se, tau, level, $"random effects, {(method is TauMethod.PauleMandel ? "Paule-Mandel" : "DerSimonian-Laird")} tau², Hartung-Knapp interval") with
        {
            Prediction = Prediction(studies, effect, tau, level),
        };
    }

    private static double DerSimonianLaird(IReadOnlyList<StudyEffect> studies)
    {
        double weights = studies.Sum(s => 1 / (s.Se * s.Se)), squares = studies.Sum(s => Math.Pow(s.Se, -4));
        return Math.Max(0, (Heterogeneity(studies, 0) - (studies.Count - 1)) / (weights - squares / weights));
    }

    // The tau² at which the weighted squares equal their degrees of freedom; they fall with tau², so halving finds it.
    private static double PauleMandel(IReadOnlyList<StudyEffect> studies)
    {
        double df = studies.Count - 1, low = 0, high = 1e-6;
        if (Heterogeneity(studies, 0) <= df) return 0;
        while (Heterogeneity(studies, high) > df) high *= 2;
        for (var i = 0; i < 200; i++)
        {
            var middle = (low + high) / 2;
            if (Heterogeneity(studies, middle) > df) low = middle;
            else high = middle;
        }
        return (low + high) / 2;
    }

    private static Interval? Prediction(IReadOnlyList<StudyEffect> studies, double effect, double tau, double level)
    {
        if (studies.Count < 3) return null;
        var half = StudentT.Critical(level, studies.Count - 2) * Math.Sqrt(tau + 1 / studies.Sum(s => 1 / (s.Se * s.Se + tau)));
        return new(effect - half, effect + half, level);
    }

    private static Refusal? Check(IReadOnlyList<StudyEffect> studies, int needed) =>
        studies.Count < needed ? new($"Pooling needs at least {needed} stud{(needed == 1 ? "y" : "ies")}; there {(studies.Count == 1 ? "is 1" : $"are {studies.Count}")}.")
        : studies.FirstOrDefault(s => !(s.Se > 0) || !double.IsFinite(s.Se) || !double.IsFinite(s.Effect)) is { } bad ? new($"'{bad.Name}' has no positive standard error, so it cannot be weighed.")
        : null;

    private static double Mean(IReadOnlyList<StudyEffect> studies, double tau) =>
        studies.Sum(s => s.Effect / (s.Se * s.Se + tau)) / studies.Sum(s => 1 / (s.Se * s.Se + tau));

    private static double Heterogeneity(IReadOnlyList<StudyEffect> studies, double tau)
    {
        var mean = Mean(studies, tau);
        return studies.Sum(s => (s.Effect - mean) * (s.Effect - mean) / (s.Se * s.Se + tau));
    }

    private static PooledEffect Result(IReadOnlyList<StudyEffect> studies, double effect, double se, double p, double half, double tau, double level, string method)
    {
        double q = Heterogeneity(studies, 0), df = studies.Count - 1;
        return new(effect, se, p, new(effect - half, effect + half, level), q, df, df == 0 ? 1 : ChiSquare.Above(q, df), q > df ? (q - df) / q : 0, tau, method);
    }
}
