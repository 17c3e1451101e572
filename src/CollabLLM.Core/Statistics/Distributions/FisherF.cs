namespace CollabLLM.Core.Statistics.Distributions;

/// <summary>Fisher's F distribution.</summary>
public static class FisherF
{
    /// <summary>P(F &gt; f).</summary>
    public static double Above(double f, double df1, double df2) =>
        f <= 0 ? 1 : Beta.Below(df2 / (df2 + df1 * f), df1 * f / (df2 + df1 * f), df2 / 2, df1 / 2);
}
