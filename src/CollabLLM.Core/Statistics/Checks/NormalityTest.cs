using CollabLLM.Core.Statistics.Distributions;
using CollabLLM.Core.Statistics.Ranks;

namespace CollabLLM.Core.Statistics.Checks;

/// <summary>
/// D'Agostino and Pearson's omnibus K² of skewness and kurtosis against chi-square with 2 degrees of freedom; for 20 values or more
/// (D'Agostino, Belanger and D'Agostino 1990).
/// </summary>
public static class NormalityTest
{
    private const int Fewest = 20;

    public static Computed<OverallTestResult> Run(Observations values)
    {
        if (values.Count < Fewest) return new Refusal($"Normality can be checked from {Fewest} values on; there are {values.Count}.");
        if (values.HasNoSpread) return new Refusal("All values are equal.");

        double n = values.Count, second = Moment(values, 2), skew = Moment(values, 3) / Math.Pow(second, 1.5), kurtosis = Moment(values, 4) / (second * second);
        var statistic = Math.Pow(SkewZ(n, skew), 2) + Math.Pow(KurtosisZ(n, kurtosis), 2);
        return new OverallTestResult(statistic, 2, ChiSquare.Above(statistic, 2));
    }

    private static double Moment(Observations values, int power) => values.Distinct.Sum(v => v.Count * Math.Pow(v.Value - values.Mean, power)) / values.Count;

    private static double SkewZ(double n, double skew)
    {
        var y = skew * Math.Sqrt((n + 1) * (n + 3) / (6 * (n - 2)));
        var beta = 3 * (n * n + 27 * n - 70) * (n + 1) * (n + 3) / ((n - 2) * (n + 5) * (n + 7) * (n + 9));
        var w = -1 + Math.Sqrt(2 * (beta - 1));
        return Math.Asinh(y / Math.Sqrt(2 / (w - 1))) / Math.Sqrt(0.5 * Math.Log(w));
    }

    private static double KurtosisZ(double n, double kurtosis)
    {
        var variance = 24 * n * (n - 2) * (n - 3) / ((n + 1) * (n + 1) * (n + 3) * (n + 5));
        var x = (kurtosis - 3 * (n - 1) / (n + 1)) / Math.Sqrt(variance);
        var skew = 6 * (n * n - 5 * n + 2) / ((n + 7) * (n + 9)) * Math.Sqrt(6 * (n + 3) * (n + 5) / (n * (n - 2) * (n - 3)));
        var a = 6 + 8 / skew * (2 / skew + Math.Sqrt(1 + 4 / (skew * skew)));
        var denominator = 1 + x * Math.Sqrt(2 / (a - 4));
        return (1 - 2 / (9 * a) - Math.Cbrt((1 - 2 / a) / denominator)) / Math.Sqrt(2 / (9 * a));
    }
}
