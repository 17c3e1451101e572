using CollabLLM.Core.Statistics.Distributions;

namespace CollabLLM.Core.Statistics.Means;

/// <summary>
/// Power of the two-sided two-sample t test for a standardised difference d, and the sizes that reach a power, by the noncentral t
/// with df = n1 + n2 - 2 and noncentrality d·√(n1·n2/(n1+n2)). Assumes normal values and equal variances (Cohen 1988).
/// </summary>
public static class TwoMeansPower
{
    public static double Power(double d, int armSize, int baselineSize, double alpha = 0.05)
    {
        if (armSize < 2 || baselineSize < 2) throw new ArgumentOutOfRangeException(nameof(armSize), "Power needs at least 2 participants per arm.");
        if (alpha is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "Alpha lies between 0 and 1.");

        var df = armSize + baselineSize - 2.0;
        var noncentrality = d * Math.Sqrt((double)armSize * baselineSize / (armSize + baselineSize));
        var critical = StudentT.Critical(1 - alpha, df);
        return 1 - NoncentralT.Below(critical, df, noncentrality) + NoncentralT.Below(-critical, df, noncentrality);
    }

    /// <summary>Smallest equal number per arm that reaches the power.</summary>
    public static int SizePerArm(double d, double power = 0.8, double alpha = 0.05)
    {
        if (d == 0 || !double.IsFinite(d)) throw new ArgumentOutOfRangeException(nameof(d), d, "No sample is large enough to find a difference of 0.");
        if (power is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(power), power, "Power lies between 0 and 1.");

        int low = 1, high = 2;
        while (Power(d, high, high, alpha) < power)
        {
            if (high > 100_000_000) throw new ArgumentOutOfRangeException(nameof(d), d, "The difference is too small: more than 100 million participants per arm.");
            (low, high) = (high, high * 2);
        }

        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            if (Power(d, middle, middle, alpha) < power) low = middle;
            else high = middle;
        }

        return high;
    }

    /// <summary>Smallest standardised difference found with this power at these sizes.</summary>
    public static double DetectableDifference(int armSize, int baselineSize, double power = 0.8, double alpha = 0.05) =>
        Numerics.Roots.Increasing(d => Power(d, armSize, baselineSize, alpha) - power, 0, 20);
}
