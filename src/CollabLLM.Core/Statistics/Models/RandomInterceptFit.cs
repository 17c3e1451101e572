using CollabLLM.Core.Statistics.Distributions;
using CollabLLM.Core.Statistics.Numerics;

namespace CollabLLM.Core.Statistics.Models;

/// <summary>The REML optimum of a random-intercept model, and contrasts of its cell means with Satterthwaite degrees of freedom.</summary>
internal sealed class RandomInterceptFit
{
    private readonly RandomInterceptData _data;
    private readonly double[] _beta;
    private readonly double[,] _covariance;
    private readonly double[,]? _varianceCovariance;

    private RandomInterceptFit(RandomInterceptData data, double between, double residual)
    {
        _data = data;
        (Between, Residual) = (between, residual);
        (Criterion, _, _beta, _covariance) = data.At(between, residual)!.Value;
        _varianceCovariance = between > 0 ? VarianceCovariance() : null;
    }

    public double Between { get; }
    public double Residual { get; }
    public double Criterion { get; }
    public int Rows => _data.Rows;

    public static Computed<RandomInterceptFit> Of(RandomInterceptData data)
    {
        if (data.Rows <= data.Cells) return new Refusal($"{data.Rows} values for {data.Cells} cell means leave nothing to estimate the spread from.");
        if (data.ResidualFor(0) is not { } start) return new Refusal("The model's cell means cannot be told apart.");
        if (!(start > 1e-12 * data.Total / data.Rows)) return new Refusal("Within every arm and checkpoint all values are equal: there is no spread to model.");

        // The square root of the ratio, as the profile is smooth and flat at 0 in it.
        double Profile(double root) => data.ResidualFor(root * root) is { } residual and > 0 ? data.At(root * root * residual, residual)!.Value.Criterion : double.PositiveInfinity;
        var high = 1.0;
        while (high < 1e4 && Profile(high * 2) < Profile(high)) high *= 2;
        var root = Minimum.Of(Profile, 0, high * 2);
        if (high >= 1e4) return new Refusal("Values of one participant do not differ beyond their cells' means, so the residual spread is 0 and the model has no optimum.");
        if (Profile(0) <= Profile(root)) root = 0;
        var best = data.ResidualFor(root * root)!.Value;
        return new RandomInterceptFit(data, root * root * best, best);
    }

    public (double Estimate, double Se, double Df) Contrast(double[] weights)
    {
        var variance = Matrix.Form(weights, _covariance, weights);
        return (weights.Zip(_beta, (w, b) => w * b).Sum(), Math.Sqrt(variance), Satterthwaite(weights, variance));
    }

    /// <summary>F test that all contrasts are 0, denominator degrees of freedom after Fai and Cornelius.</summary>
    public Computed<ModelTest> Test(double[][] contrasts)
    {
        var q = contrasts.Length;
        var covariance = new double[q, q];
        for (var i = 0; i < q; i++)
            for (var j = 0; j < q; j++) covariance[i, j] = Matrix.Form(contrasts[i], _covariance, contrasts[j]);

        var (values, vectors) = Matrix.Eigen(covariance);
        double sum = 0, expected = 0;
        for (var k = 0; k < q; k++)
        {
            var weights = new double[_beta.Length];
            for (var i = 0; i < q; i++)
                for (var c = 0; c < weights.Length; c++) weights[c] += vectors[i, k] * contrasts[i][c];
            var estimate = weights.Zip(_beta, (w, b) => w * b).Sum();
            sum += estimate * estimate / values[k];
            var df = Satterthwaite(weights, values[k]);
            if (q == 1) return Result(sum, 1, df);
            if (df > 2) expected += df / (df - 2);
        }

        return expected > q ? Result(sum / q, q, 2 * expected / (expected - q)) : new Refusal("Too few participants for the degrees of freedom of this test.");
    }

    private static ModelTest Result(double f, double df1, double df2) => new(f, df1, df2, FisherF.Above(f, df1, df2));

    private double Satterthwaite(double[] weights, double variance)
    {
        if (_varianceCovariance is null) return Rows - _beta.Length;

        double Variance(double between, double residual) => Matrix.Form(weights, _data.At(between, residual)!.Value.Covariance, weights);
        double h = Between * 1e-4, k = Residual * 1e-4;
        double[] gradient =
        [
            Slope(x => Variance(Between + x, Residual), h),
            Slope(x => Variance(Between, Residual + x), k),
        ];
        return 2 * variance * variance / Matrix.Form(gradient, _varianceCovariance, gradient);
    }

    /// <summary>Twice the inverse of the criterion's second derivatives: the asymptotic covariance of the two variances.</summary>
    private double[,]? VarianceCovariance()
    {
        double At(double x, double y) => _data.At(Between + x, Residual + y)!.Value.Criterion;
        double h = Between * 1e-2, k = Residual * 1e-2;
        double a = Curve(x => At(x, 0), h), d = Curve(y => At(0, y), k);
        var b = Slope(x => Slope(y => At(x, y), k), h);
        var determinant = a * d - b * b;
        return determinant > 0 && a > 0 ? new[,] { { 2 * d / determinant, -2 * b / determinant }, { -2 * b / determinant, 2 * a / determinant } } : null;
    }

    // Fourth-order central differences.
    private static double Slope(Func<double, double> f, double h) => (8 * (f(h) - f(-h)) - (f(2 * h) - f(-2 * h))) / (12 * h);

    private static double Curve(Func<double, double> f, double h) => (16 * (f(h) + f(-h)) - (f(2 * h) + f(-2 * h)) - 30 * f(0)) / (12 * h * h);
}
