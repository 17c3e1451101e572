using CollabLLM.Core.Statistics.Numerics;

namespace CollabLLM.Core.Statistics.Models;

/// <summary>
/// A random-intercept model with cell means, reduced to sums. One row belongs to one cell, so X'X is diagonal and each participant adds
/// only a rank-one term: V⁻¹ = (I - g·11')/s² with g = b/(s² + n·b).
/// </summary>
internal sealed class RandomInterceptData
{
    private readonly int _cells;
    private readonly List<(int Size, double Sum, double[] PerCell)> _participants = [];
    private readonly double[] _cellCounts;
    private readonly double[] _cellSums;
    private readonly double _centre;
    private readonly double _squares;

    public RandomInterceptData(int cells, IReadOnlyList<IReadOnlyList<(int Cell, double Value)>> participants)
    {
        _cells = cells;

        // Around the overall mean the sums of squares keep their digits, whatever the level of the values.
        _centre = participants.SelectMany(p => p).Average(r => r.Value);
        (_cellCounts, _cellSums) = (new double[cells], new double[cells]);
        foreach (var rows in participants)
        {
            var perCell = new double[cells];
            foreach (var (cell, raw) in rows)
            {
                var value = raw - _centre;
                perCell[cell]++;
                _cellCounts[cell]++;
                _cellSums[cell] += value;
                _squares += value * value;
            }

            Rows += rows.Count;
            _participants.Add((rows.Count, rows.Sum(r => r.Value - _centre), perCell));
        }
    }

    public int Rows { get; }

    public int Cells => _cells;

    /// <summary>Sum of squares around the overall mean.</summary>
    public double Total => _squares;

    /// <summary>REML at variances (between, residual): -2 log likelihood, its weighted residual sum of squares, coefficients, their covariance.</summary>
    public (double Criterion, double Quadratic, double[] Beta, double[,] Covariance)? At(double between, double residual)
    {
        var information = new double[_cells, _cells];
        var right = new double[_cells];
        var quadratic = _squares / residual;
        var logDeterminant = Rows * Math.Log(residual);
        for (var c = 0; c < _cells; c++) (information[c, c], right[c]) = (_cellCounts[c] / residual, _cellSums[c] / residual);
        foreach (var (size, sum, perCell) in _participants)
        {
            var g = between / (residual + size * between) / residual;
            logDeterminant += Math.Log(1 + size * between / residual);
            quadratic -= g * sum * sum;
            for (var i = 0; i < _cells; i++)
            {
                if (perCell[i] == 0) continue;
                right[i] -= g * perCell[i] * sum;
                for (var j = 0; j < _cells; j++) information[i, j] -= g * perCell[i] * perCell[j];
            }
        }

        if (Matrix.Cholesky(information) is not { } factor) return null;
        var beta = Matrix.Solve(factor, right);
        quadratic -= beta.Zip(right, (b, r) => b * r).Sum();
        var criterion = logDeterminant + Matrix.LogDeterminant(factor) + quadratic + (Rows - _cells) * Math.Log(2 * Math.PI);
        return (criterion, quadratic, [.. beta.Select(b => b + _centre)], Matrix.Inverse(factor));
    }

    /// <summary>The residual variance that is best for a ratio of variances, in closed form.</summary>
    public double? ResidualFor(double ratio) => At(ratio, 1)?.Quadratic / (Rows - _cells);
}
