namespace CollabLLM.Core.Statistics.Distributions;

/// <summary>The standard normal distribution. Probability after Hart (1968) as given by West (2005); quantile by Acklam's rational start and one Halley step.</summary>
public static class Normal
{
    private static readonly double[] Top = [3.52624965998911e-02, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931, 220.206867912376];
    private static readonly double[] Bottom = [8.83883476483184e-02, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831, 793.826512519948, 440.413735824752];
    private static readonly double[] CentreTop = [-3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02, 1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239e+00];
    private static readonly double[] CentreBottom = [-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01, -1.328068155288572e+01, 1];
    private static readonly double[] TailTop = [-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00, -2.549732539343734e+00, 4.374664141464968e+00, 2.938163982698783e+00];
    private static readonly double[] TailBottom = [7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00, 1];

    public static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>P(Z &lt;= x).</summary>
    public static double Below(double x) => x > 0 ? 1 - Tail(x) : Tail(-x);

    /// <summary>P(Z &gt; x), accurate far into the tail.</summary>
    public static double Above(double x) => Below(-x);

    /// <summary>The x with P(Z &lt;= x) = p, for p in (0, 1).</summary>
    public static double Quantile(double p)
    {
        if (p is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(p), p, "A probability strictly between 0 and 1 is needed.");
        if (p > 0.5) return -Quantile(1 - p);

        var x = p < 0.02425 ? FromTail(p) : FromCentre(p - 0.5);
        var error = (Below(x) - p) * Math.Sqrt(2 * Math.PI) * Math.Exp(x * x / 2);
        return x - error / (1 + x * error / 2);
    }

    private static double FromTail(double p)
    {
        var q = Math.Sqrt(-2 * Math.Log(p));
        return Horner(TailTop, q) / Horner(TailBottom, q);
    }

    private static double FromCentre(double q) => q * Horner(CentreTop, q * q) / Horner(CentreBottom, q * q);

    private static double Tail(double x)
    {
        if (x > 38) return 0;
        var density = Math.Exp(-x * x / 2);
        return x < 7.07106781186547
            ? density * Horner(Top, x) / Horner(Bottom, x)
            : density / (x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))))) / 2.506628274631;
    }

    private static double Horner(double[] coefficients, double x)
    {
        var sum = 0.0;
        foreach (var coefficient in coefficients) sum = sum * x + coefficient;
        return sum;
    }
}
