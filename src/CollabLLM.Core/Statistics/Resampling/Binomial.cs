using CollabLLM.Core.Statistics.Distributions;
using CollabLLM.Core.Statistics.Numerics;

namespace CollabLLM.Core.Statistics.Resampling;

/// <summary>Exact binomial numbers: geometric gaps for small means, transformed rejection (BTRS, Hörmann 1993) otherwise.</summary>
internal static class Binomial
{
    public static int Draw(SeededRandom random, int n, double p)
    {
        if (n == 0 || p <= 0) return 0;
        if (p >= 1) return n;
        if (p > 0.5) return n - Draw(random, n, 1 - p);
        return n * p < 10 ? ByGaps(random, n, p) : ByRejection(random, n, p);
    }

    private static int ByGaps(SeededRandom random, int n, double p)
    {
        var logFailure = Math.Log(1 - p);
        var count = 0;
        for (double position = 0; ; count++)
        {
            position += Math.Floor(Math.Log(random.NextDouble()) / logFailure) + 1;
            if (position > n) return count;
        }
    }

    private static int ByRejection(SeededRandom random, int n, double p)
    {
        var deviation = Math.Sqrt(n * p * (1 - p));
        var b = 1.15 + 2.53 * deviation;
        var a = -0.0873 + 0.0248 * b + 0.01 * p;
        var centre = n * p + 0.5;
        var quick = 0.92 - 4.2 / b;
        var odds = p / (1 - p);
        var alpha = (2.83 + 5.1 / b) * deviation;
        var mode = Math.Floor((n + 1) * p);

        while (true)
        {
            var u = random.NextDouble() - 0.5;
            var v = random.NextDouble();
            var us = 0.5 - Math.Abs(u);
            var k = Math.Floor((2 * a / us + b) * u + centre);
            if (k < 0 || k > n) continue;
            if (us >= 0.07 && v <= quick) return (int)k;
            var accept = Gamma.LogFactorial(mode) + Gamma.LogFactorial(n - mode) - Gamma.LogFactorial(k) - Gamma.LogFactorial(n - k) + (k - mode) * Math.Log(odds);
            if (Math.Log(v * alpha / (a / (us * us) + b)) <= accept) return (int)k;
        }
    }
}
