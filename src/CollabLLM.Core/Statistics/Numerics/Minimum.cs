namespace CollabLLM.Core.Statistics.Numerics;

/// <summary>The minimum of a unimodal function: golden sections to bracket, parabolas to finish (Brent 1973, simplified).</summary>
internal static class Minimum
{
    private const double Golden = 0.3819660112501051;

    public static double Of(Func<double, double> function, double low, double high, double tolerance = 1e-10)
    {
        double a = low, b = high, x = a + Golden * (b - a), w = x, v = x, fx = function(x), fw = fx, fv = fx, step = 0, before = 0;
        for (var i = 0; i < 200; i++)
        {
            var middle = (a + b) / 2;
            var least = tolerance * Math.Abs(x) + 1e-12;
            if (Math.Abs(x - middle) <= 2 * least - (b - a) / 2) break;

            var parabola = Math.Abs(before) > least ? Parabola(x, w, v, fx, fw, fv) : double.NaN;
            var usable = Math.Abs(parabola) < Math.Abs(before) / 2 && x + parabola > a && x + parabola < b;
            (before, step) = usable ? (step, parabola) : x < middle ? (b - x, Golden * (b - x)) : (a - x, Golden * (a - x));

            var u = x + (Math.Abs(step) >= least ? step : Math.CopySign(least, step));
            var fu = function(u);
            if (fu <= fx)
            {
                if (u < x) b = x;
                else a = x;
                (v, fv, w, fw, x, fx) = (w, fw, x, fx, u, fu);
                continue;
            }

            if (u < x) a = u;
            else b = u;
            if (fu <= fw || w.Equals(x)) (v, fv, w, fw) = (w, fw, u, fu);
            else if (fu <= fv || v.Equals(x) || v.Equals(w)) (v, fv) = (u, fu);
        }

        return x;
    }

    private static double Parabola(double x, double w, double v, double fx, double fw, double fv)
    {
        double r = (x - w) * (fx - fv), q = (x - v) * (fx - fw);
        return ((x - v) * q - (x - w) * r) / (-2 * (q - r));
    }
}
