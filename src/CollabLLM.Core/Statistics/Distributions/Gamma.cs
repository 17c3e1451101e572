namespace CollabLLM.Core.Statistics.Distributions;

/// <summary>Log gamma (Lanczos, g = 607/128, about 1e-15) and the regularised incomplete gamma integrals (series and Lentz continued fraction).</summary>
public static class Gamma
{
    private static readonly double[] Lanczos =
    [
        57.156235665862923517, -59.597960355475491248, 14.136097974741747174, -0.49191381609762019978, .33994649984811888699e-4,
        .46523628927048575665e-4, -.98374475304879564677e-4, .15808870322491248884e-3, -.21026444172410488319e-3, .21743961811521264320e-3,
        -.16431810653676389022e-3, .84418223983852743293e-4, -.26190838401581408670e-4, .36899182659531625704e-5,
    ];

    /// <summary>ln Γ(x) for x &gt; 0.</summary>
    public static double Log(double x)
    {
        var series = 0.99999999999999709182;
        for (var j = 0; j < Lanczos.Length; j++) series += Lanczos[j] / (x + j + 1);
        var shifted = x + 5.2421875;
        return (x + 0.5) * Math.Log(shifted) - shifted + Math.Log(2.5066282746310005 * series / x);
    }

    /// <summary>ln n!.</summary>
    public static double LogFactorial(double n) => n < 2 ? 0 : Log(n + 1);

    /// <summary>ln of the binomial coefficient n over k.</summary>
    public static double LogChoose(double n, double k) => LogFactorial(n) - LogFactorial(k) - LogFactorial(n - k);

    /// <summary>P(a, x): the share of the gamma integral below x.</summary>
    public static double Below(double a, double x) => x <= 0 ? 0 : x < a + 1 ? Series(a, x) : 1 - Fraction(a, x);

    /// <summary>Q(a, x) = 1 - P(a, x), accurate when small.</summary>
    public static double Above(double a, double x) => x <= 0 ? 1 : x < a + 1 ? 1 - Series(a, x) : Fraction(a, x);

    private static double Series(double a, double x)
    {
        var term = 1 / a;
        var sum = term;
        for (var n = 1; n < 100_000 && Math.Abs(term) > Math.Abs(sum) * 1e-17; n++) sum += term *= x / (a + n);
        return sum * Math.Exp(-x + a * Math.Log(x) - Log(a));
    }

    private static double Fraction(double a, double x)
    {
        const double tiny = 1e-300;
        var b = x + 1 - a;
        var c = 1 / tiny;
        var d = 1 / b;
        var h = d;
        for (var i = 1; i < 100_000; i++)
        {
            var an = -i * (i - a);
            b += 2;
            d = an * d + b;
            if (Math.Abs(d) < tiny) d = tiny;
            c = b + an / c;
            if (Math.Abs(c) < tiny) c = tiny;
            d = 1 / d;
            var step = d * c;
            h *= step;
            if (Math.Abs(step - 1) < 1e-16) break;
        }

        return Math.Exp(-x + a * Math.Log(x) - Log(a)) * h;
    }
}
