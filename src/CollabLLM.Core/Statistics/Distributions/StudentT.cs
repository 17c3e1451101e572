using CollabLLM.Core.Statistics.Numerics;

namespace CollabLLM.Core.Statistics.Distributions;

/// <summary>Student's t with any positive (also fractional) degrees of freedom.</summary>
public static class StudentT
{
    /// <summary>P(T &gt; t), accurate when small.</summary>
    public static double Above(double t, double df)
    {
        var half = Beta.Below(df / (df + t * t), t * t / (df + t * t), df / 2, 0.5) / 2;
        return t >= 0 ? half : 1 - half;
    }

    public static double Below(double t, double df) => Above(-t, df);

    /// <summary>P(|T| &gt;= |t|).</summary>
    public static double TwoSided(double t, double df) => 2 * Above(Math.Abs(t), df);

    public static double Density(double t, double df) =>
        Math.Exp(Gamma.Log((df + 1) / 2) - Gamma.Log(df / 2) - (df + 1) / 2 * Math.Log(1 + t * t / df)) / Math.Sqrt(df * Math.PI);

    /// <summary>The t with P(T &lt;= t) = p.</summary>
    public static double Quantile(double p, double df)
    {
        if (p < 0.5) return -Quantile(1 - p, df);
        var high = 2.0;
        while (Above(high, df) > 1 - p) high *= 2;
        return Roots.Increasing(t => 1 - p - Above(t, df), 0, high);
    }

    /// <summary>The half-width factor of a two-sided interval at this level.</summary>
    public static double Critical(double level, double df) => Quantile(1 - (1 - level) / 2, df);
}
