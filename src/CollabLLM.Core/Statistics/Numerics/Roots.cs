namespace CollabLLM.Core.Statistics.Numerics;

/// <summary>The zero of an increasing function by Brent's method (1973): inverse quadratic and secant steps, safeguarded by bisection.</summary>
public static class Roots
{
    /// <summary>Zero of <paramref name="function"/> in [low, high]; an end where the sign never changes.</summary>
    public static double Increasing(Func<double, double> function, double low, double high)
    {
        double a = low, b = high, fa = function(a), fb = function(b);
        if (fa >= 0) return a;
        if (fb <= 0) return b;

        double c = a, fc = fa, step = b - a, before = step;
        for (var i = 0; i < 200; i++)
        {
            if (Math.Abs(fc) < Math.Abs(fb)) (a, b, c, fa, fb, fc) = (b, c, b, fb, fc, fb);
            var tolerance = 4e-16 * Math.Abs(b) + 1e-300;
            var half = (c - b) / 2;
            if (Math.Abs(half) <= tolerance || fb == 0) return b;

            (before, step) = Math.Abs(before) >= tolerance && Math.Abs(fa) > Math.Abs(fb)
                ? Interpolated(a, b, c, fa, fb, fc, half, tolerance, before, step)
                : (half, half);
            (a, fa) = (b, fb);
            b += Math.Abs(step) > tolerance ? step : Math.CopySign(tolerance, half);
            fb = function(b);
            if (fb > 0 == fc > 0) (c, fc, step, before) = (a, fa, b - a, b - a);
        }

        return b;
    }

    private static (double Before, double Step) Interpolated(double a, double b, double c, double fa, double fb, double fc, double half, double tolerance, double before, double step)
    {
        var s = fb / fa;
        double p, q;
        if (a.Equals(c)) (p, q) = (2 * half * s, 1 - s);
        else
        {
            var (r, t) = (fb / fc, fa / fc);
            p = s * (2 * half * t * (t - r) - (b - a) * (r - 1));
            q = (t - 1) * (r - 1) * (s - 1);
        }

        if (p > 0) q = -q;
        p = Math.Abs(p);
        return 2 * p < Math.Min(3 * half * q - Math.Abs(tolerance * q), Math.Abs(before * q)) ? (step, p / q) : (half, half);
    }
}
