using CollabLLM.Core.Statistics.Numerics;

namespace CollabLLM.Core.Statistics.Distributions;

/// <summary>
/// Noncentral t: P(T &lt;= t) = ∫ Φ(t·s - δ) f(s) ds with s = sqrt(χ²_df / df), by Gauss-Legendre panels over the mass of s (about 1e-12).
/// </summary>
public static class NoncentralT
{
    public static double Below(double t, double df, double noncentrality)
    {
        var logScale = Math.Log(2) + df / 2 * Math.Log(df / 2) - Gamma.Log(df / 2);
        var spread = 1 / Math.Sqrt(2 * df);
        var low = Math.Max(0, 1 - 12 * spread);
        var high = 1 + 12 * spread + 4 / df;
        return Quadrature.Integrate(s => Normal.Below(t * s - noncentrality) * Math.Exp(logScale + (df - 1) * Math.Log(s) - df * s * s / 2), low, high, panels: 24);
    }

    /// <summary>The noncentrality at which t is the p-quantile; falling in p.</summary>
    public static double Noncentrality(double t, double df, double p)
    {
        var reach = 10 + Math.Abs(t) * (1 + 10 / Math.Sqrt(df));
        return Roots.Increasing(delta => p - Below(t, df, delta), t - reach, t + reach);
    }
}
