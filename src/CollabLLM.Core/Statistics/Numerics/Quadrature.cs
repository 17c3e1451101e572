namespace CollabLLM.Core.Statistics.Numerics;

/// <summary>Composite 20-point Gauss-Legendre integration of smooth functions.</summary>
public static class Quadrature
{
    private const int Order = 20;
    private static readonly (double Node, double Weight)[] Rule = MakeRule();

    public static double Integrate(Func<double, double> function, double low, double high, int panels) =>
        Points(low, high, panels).Sum(p => p.Weight * function(p.X));

    /// <summary>Where to evaluate, and with which weight.</summary>
    public static IEnumerable<(double X, double Weight)> Points(double low, double high, int panels)
    {
        var width = (high - low) / panels;
        for (var panel = 0; panel < panels; panel++)
            foreach (var (node, weight) in Rule) yield return (low + (panel + 0.5) * width + node * width / 2, weight * width / 2);
    }

    private static (double, double)[] MakeRule()
    {
        var rule = new (double, double)[Order];
        for (var i = 0; i < Order; i++)
        {
            var x = Math.Cos(Math.PI * (i + 0.75) / (Order + 0.5));
            var slope = 0.0;
            for (var step = 0; step < 50; step++)
            {
                (var value, slope) = Legendre(x);
                x -= value / slope;
            }

            rule[i] = (x, 2 / ((1 - x * x) * slope * slope));
        }

        return rule;
    }

    private static (double Value, double Slope) Legendre(double x)
    {
        double previous = 1, current = x;
        for (var n = 2; n <= Order; n++) (previous, current) = (current, ((2 * n - 1) * x * current - (n - 1) * previous) / n);
        return (current, Order * (x * current - previous) / (x * x - 1));
    }
}
