namespace CollabLLM.Core.Statistics.Distributions;

/// <summary>The chi-square distribution.</summary>
public static class ChiSquare
{
    /// <summary>P(X &gt; x).</summary>
    public static double Above(double x, double df) => Gamma.Above(df / 2, x / 2);
}
