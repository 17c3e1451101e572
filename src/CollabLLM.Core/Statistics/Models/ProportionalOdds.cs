using CollabLLM.Core.Statistics.Numerics;

namespace CollabLLM.Core.Statistics.Models;

/// <summary>Newton's method for the proportional-odds likelihood of a table of arms by ratings. Parameters: thresholds, then one coefficient for each arm but the first.</summary>
internal sealed class ProportionalOdds
{
    private const double Diverged = 15;
    private readonly double[,] _covariance;

    private ProportionalOdds(double[] parameters, double[,] covariance, double[,] counts)
    {
        (Parameters, _covariance) = (parameters, covariance);
        LogLikelihood = Evaluate(counts, parameters).Value;
        var (arms, ratings) = (counts.GetLength(0), counts.GetLength(1));
        double total = counts.Cast<double>().Sum();
        for (var k = 0; k < ratings; k++)
        {
            var column = Enumerable.Range(0, arms).Sum(a => counts[a, k]);
            NullLogLikelihood += column * Math.Log(column / total);
        }

        for (var a = 0; a < arms; a++)
        {
            var row = Enumerable.Range(0, ratings).Sum(k => counts[a, k]);
            for (var k = 0; k < ratings; k++)
                if (counts[a, k] > 0) SaturatedLogLikelihood += counts[a, k] * Math.Log(counts[a, k] / row);
        }
    }

    public double[] Parameters { get; }
    public double LogLikelihood { get; }
    public double NullLogLikelihood { get; }
    public double SaturatedLogLikelihood { get; }

    public double Se(int parameter) => Math.Sqrt(_covariance[parameter, parameter]);

    public static Computed<ProportionalOdds> Fit(double[,] counts)
    {
        var parameters = Start(counts);
        var cuts = counts.GetLength(1) - 1;
        for (var iteration = 0; iteration < 100; iteration++)
        {
            var (value, gradient, information) = Evaluate(counts, parameters);
            if (parameters.Skip(cuts).Any(b => Math.Abs(b) > Diverged)) break;
            if (Matrix.Cholesky(information) is not { } factor) break;
            var step = Matrix.Solve(factor, gradient);
            if (step.Max(Math.Abs) < 1e-11) return new ProportionalOdds(parameters, Matrix.Inverse(factor), counts);
            parameters = Improved(counts, parameters, step, value);
        }

        return new Refusal("The ratings of some arm lie entirely above or below another's, so the odds ratio has no finite estimate.");
    }

    private static double[] Start(double[,] counts)
    {
        var (arms, ratings) = (counts.GetLength(0), counts.GetLength(1));
        var parameters = new double[ratings - 1 + arms - 1];
        double total = counts.Cast<double>().Sum(), below = 0;
        for (var k = 0; k < ratings - 1; k++)
        {
            below += Enumerable.Range(0, arms).Sum(a => counts[a, k]);
            parameters[k] = Math.Log(below / (total - below));
        }

        return parameters;
    }

    private static double[] Improved(double[,] counts, double[] parameters, double[] step, double value)
    {
        for (var size = 1.0; ; size /= 2)
        {
            double[] next = [.. parameters.Zip(step, (p, s) => p + size * s)];
            if (size < 1e-6 || Evaluate(counts, next).Value >= value - 1e-12 * Math.Abs(value)) return next;
        }
    }

    private static (double Value, double[] Gradient, double[,] Information) Evaluate(double[,] counts, double[] parameters)
    {
        var (arms, ratings) = (counts.GetLength(0), counts.GetLength(1));
        var cuts = ratings - 1;
        var (gradient, information) = (new double[parameters.Length], new double[parameters.Length, parameters.Length]);
        var value = 0.0;
        for (var arm = 0; arm < arms; arm++)
        {
            var shift = arm == 0 ? 0 : parameters[cuts + arm - 1];
            for (var k = 0; k < ratings; k++)
            {
                if (counts[arm, k] == 0) continue;
                var upper = k < cuts ? Cut(parameters[k] - shift) : (Below: 1, Slope: 0, Curve: 0);
                var lower = k > 0 ? Cut(parameters[k - 1] - shift) : (Below: 0, Slope: 0, Curve: 0);
                var probability = upper.Below - lower.Below;
                if (!(probability > 0)) return (double.NegativeInfinity, gradient, information);
                value += counts[arm, k] * Math.Log(probability);

                // Which parameters move the two cuts of this rating, and how.
                List<(int Index, double First)> moves = [];
                if (k < cuts) moves.Add((k, upper.Slope));
                if (k > 0) moves.Add((k - 1, -lower.Slope));
                if (arm > 0) moves.Add((cuts + arm - 1, lower.Slope - upper.Slope));
                foreach (var (i, first) in moves)
                {
                    gradient[i] += counts[arm, k] * first / probability;
                    foreach (var (j, second) in moves)
                        information[i, j] += counts[arm, k] * (first * second / (probability * probability) - Second(i, j, k, cuts, arm, upper.Curve, lower.Curve) / probability);
                }
            }
        }

        return (value, gradient, information);
    }

    private static double Second(int i, int j, int k, int cuts, int arm, double upper, double lower)
    {
        var shift = cuts + arm - 1;
        if (i != j && i != shift && j != shift || i != j && arm == 0) return 0;
        if (i == j) return i >= cuts ? upper - lower : i == k ? upper : -lower;
        return Math.Min(i, j) == k ? -upper : lower;
    }

    private static (double Below, double Slope, double Curve) Cut(double x)
    {
        var below = 1 / (1 + Math.Exp(-x));
        var slope = below * (1 - below);
        return (below, slope, slope * (1 - 2 * below));
    }
}
