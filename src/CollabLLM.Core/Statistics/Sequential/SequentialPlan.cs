using CollabLLM.Core.Statistics.Distributions;
using CollabLLM.Core.Statistics.Numerics;

namespace CollabLLM.Core.Statistics.Sequential;

/// <summary>
/// Boundaries of a group-sequential two-sided test. Each look may spend the increase of the spending function; the chance of crossing now
/// and never before comes from recursive integration of the running sum (Armitage, McPherson and Rowe 1969; Lan and DeMets 1983).
/// Assumes a statistic with independent increments, as a difference of means at growing n has.
/// </summary>
public static class SequentialPlan
{
    private const double Farthest = 9;

    public static IReadOnlyList<SequentialLook> Looks(IReadOnlyList<double> fractions, Spending spending, double alpha = 0.05)
    {
        if (alpha is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "Alpha lies between 0 and 1.");
        if (fractions.Count == 0 || fractions.Zip([0, .. fractions]).Any(f => f.First <= f.Second) || fractions[^1] > 1)
            throw new ArgumentException("Information fractions rise from above 0 to at most 1.", nameof(fractions));

        List<SequentialLook> looks = [];
        (double X, double Mass)[] inside = [(0, 1)];
        double time = 0, spent = 0;
        foreach (var fraction in fractions)
        {
            var total = Spent(spending, alpha, fraction);
            var step = Math.Sqrt(fraction - time);
            var mass = inside;
            double Crosses(double bound) => mass.Sum(p => p.Mass * (Normal.Above((bound - p.X) / step) + Normal.Below((-bound - p.X) / step)));
            var wanted = total - spent;
            var bound = Roots.Increasing(b => wanted - Crosses(b), 0, Farthest * Math.Sqrt(fraction));
            var z = bound / Math.Sqrt(fraction);
            looks.Add(new(fraction, total, z, 2 * Normal.Above(z)));
            inside = Survivors(mass, bound, step);
            (time, spent) = (fraction, total);
        }

        return looks;
    }

    /// <summary>Alpha spent up to an information fraction.</summary>
    public static double Spent(Spending spending, double alpha, double fraction) => spending switch
    {
        Spending.OBrienFleming => 4 * Normal.Above(Normal.Quantile(1 - alpha / 4) / Math.Sqrt(fraction)),
        _ => alpha * Math.Log(1 + (Math.E - 1) * fraction),
    };

    /// <summary>The running sum among studies that go on, as weighted points on a Gauss-Legendre grid.</summary>
    private static (double X, double Mass)[] Survivors((double X, double Mass)[] before, double bound, double step)
    {
        var panels = (int)Math.Clamp(Math.Ceiling(2 * bound / step), 8, 200);
        return [.. Quadrature.Points(-bound, bound, panels).Select(p => (p.X, p.Weight * before.Sum(b => b.Mass * Normal.Density((p.X - b.X) / step)) / step))];
    }
}
