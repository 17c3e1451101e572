namespace CollabLLM.Core.Statistics.Numerics;

/// <summary>Small dense symmetric algebra for models with a few dozen coefficients. Plain arrays, row by row.</summary>
internal static class Matrix
{
    /// <summary>Lower Cholesky factor; null when the matrix is not positive definite.</summary>
    public static double[,]? Cholesky(double[,] a)
    {
        var n = a.GetLength(0);
        var l = new double[n, n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j <= i; j++)
            {
                var sum = a[i, j];
                for (var k = 0; k < j; k++) sum -= l[i, k] * l[j, k];
                if (i != j) l[i, j] = sum / l[j, j];
                else if (sum <= 1e-12 * Math.Abs(a[i, i])) return null;
                else l[i, i] = Math.Sqrt(sum);
            }

        return l;
    }

    public static double LogDeterminant(double[,] cholesky) => 2 * Enumerable.Range(0, cholesky.GetLength(0)).Sum(i => Math.Log(cholesky[i, i]));

    public static double[] Solve(double[,] cholesky, double[] b)
    {
        var n = b.Length;
        double[] x = [.. b];
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < i; k++) x[i] -= cholesky[i, k] * x[k];
            x[i] /= cholesky[i, i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++) x[i] -= cholesky[k, i] * x[k];
            x[i] /= cholesky[i, i];
        }

        return x;
    }

    public static double[,] Inverse(double[,] cholesky)
    {
        var n = cholesky.GetLength(0);
        var inverse = new double[n, n];
        for (var column = 0; column < n; column++)
        {
            var unit = new double[n];
            unit[column] = 1;
            var solved = Solve(cholesky, unit);
            for (var row = 0; row < n; row++) inverse[row, column] = solved[row];
        }

        return inverse;
    }

    /// <summary>x' A y.</summary>
    public static double Form(double[] x, double[,] a, double[] y)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
            if (x[i] != 0)
                for (var j = 0; j < y.Length; j++) sum += x[i] * a[i, j] * y[j];
        return sum;
    }

    /// <summary>Eigenvalues and eigenvectors (columns) of a symmetric matrix by Jacobi rotations.</summary>
    public static (double[] Values, double[,] Vectors) Eigen(double[,] symmetric)
    {
        var n = symmetric.GetLength(0);
        var a = (double[,])symmetric.Clone();
        var v = new double[n, n];
        for (var i = 0; i < n; i++) v[i, i] = 1;
        for (var sweep = 0; sweep < 100; sweep++)
        {
            var off = 0.0;
            for (var p = 0; p < n; p++)
                for (var q = p + 1; q < n; q++) off += a[p, q] * a[p, q];
            if (off < 1e-300) break;
            for (var p = 0; p < n; p++)
                for (var q = p + 1; q < n; q++) Rotate(a, v, p, q);
        }

        return ([.. Enumerable.Range(0, n).Select(i => a[i, i])], v);
    }

    private static void Rotate(double[,] a, double[,] v, int p, int q)
    {
        if (a[p, q] == 0) return;
        var theta = (a[q, q] - a[p, p]) / (2 * a[p, q]);
        var t = Math.CopySign(1 / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1)), theta);
        var c = 1 / Math.Sqrt(t * t + 1);
        var s = t * c;
        var n = a.GetLength(0);
        for (var k = 0; k < n; k++) (a[k, p], a[k, q]) = (c * a[k, p] - s * a[k, q], s * a[k, p] + c * a[k, q]);
        for (var k = 0; k < n; k++) (a[p, k], a[q, k]) = (c * a[p, k] - s * a[q, k], s * a[p, k] + c * a[q, k]);
        for (var k = 0; k < n; k++) (v[k, p], v[k, q]) = (c * v[k, p] - s * v[k, q], s * v[k, p] + c * v[k, q]);
    }
}
