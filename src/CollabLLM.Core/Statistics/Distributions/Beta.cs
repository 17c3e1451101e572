using CollabLLM.Core.Statistics.Numerics;

namespace CollabLLM.Core.Statistics.Distributions;

/// <summary>The beta distribution through the regularised incomplete beta function (Lentz continued fraction, about 1e-14).</summary>
public static class Beta
{
    public static double LogFunction(double a, double b) => Gamma.Log(a) + Gamma.Log(b) - Gamma.Log(a + b);

    public static double Density(double x, double a, double b) =>
        x is <= 0 or >= 1 ? 0 : Math.Exp((a - 1) * Math.Log(x) + (b - 1) * Math.Log(1 - x) - LogFunction(a, b));

    /// <summary>P(X &lt;= x) for X ~ Beta(a, b).</summary>
    public static double Below(double x, double a, double b) => Below(x, 1 - x, a, b);

    /// <summary>As <see cref="Below(double, double, double)"/> with 1 - x given, for x close to 1.</summary>
    public static double Below(double x, double oneMinusX, double a, double b)
    {
        if (x <= 0) return 0;
        if (oneMinusX <= 0) return 1;
        var front = Math.Exp(a * Math.Log(x) + b * Math.Log(oneMinusX) - LogFunction(a, b));
        return x < (a + 1) / (a + b + 2) ? front * Fraction(x, a, b) / a : 1 - front * Fraction(oneMinusX, b, a) / b;
    }

    public static double Quantile(double p, double a, double b) => Roots.Increasing(x => Below(x, a, b) - p, 0, 1);

    private static double Fraction(double x, double a, double b)
    {
        const double tiny = 1e-300;
        var c = 1.0;
        var d = 1 / NotZero(1 - (a + b) * x / (a + 1), tiny);
        var h = d;
        for (var m = 1; m < 100_000; m++)
        {
            var even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / NotZero(1 + even * d, tiny);
            c = NotZero(1 + even / c, tiny);
            h *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / NotZero(1 + odd * d, tiny);
            c = NotZero(1 + odd / c, tiny);
            h *= d * c;
            if (Math.Abs(d * c - 1) < 1e-16) break;
        }

        return h;
    }

    private static double NotZero(double value, double tiny) => Math.Abs(value) < tiny ? tiny : value;
}
