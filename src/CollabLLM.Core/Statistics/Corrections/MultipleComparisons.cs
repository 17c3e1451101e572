namespace CollabLLM.Core.Statistics.Corrections;

/// <summary>Adjusted p values of several comparisons of one outcome; refused ones stay out and keep their place as null.</summary>
public static class MultipleComparisons
{
    /// <summary>Holm's step-down adjustment: family-wise error, any dependence (Holm 1979).</summary>
    public static double?[] Holm(IReadOnlyList<double?> p)
    {
        var order = Ordered(p);
        var adjusted = new double?[p.Count];
        var largest = 0.0;
        for (var i = 0; i < order.Length; i++)
            adjusted[order[i]] = largest = Math.Max(largest, Math.Min(1, (order.Length - i) * p[order[i]]!.Value));
        return adjusted;
    }

    /// <summary>Benjamini and Hochberg's step-up adjustment: false discovery rate, independent or positively dependent tests (1995).</summary>
    public static double?[] BenjaminiHochberg(IReadOnlyList<double?> p)
    {
        var order = Ordered(p);
        var adjusted = new double?[p.Count];
        var smallest = 1.0;
        for (var i = order.Length - 1; i >= 0; i--)
            adjusted[order[i]] = smallest = Math.Min(smallest, order.Length / (i + 1.0) * p[order[i]]!.Value);
        return adjusted;
    }

    private static int[] Ordered(IReadOnlyList<double?> p)
    {
        if (p.Any(v => v is < 0 or > 1 || v is { } x && double.IsNaN(x))) throw new ArgumentOutOfRangeException(nameof(p), "A p value lies between 0 and 1.");
        return [.. Enumerable.Range(0, p.Count).Where(i => p[i] is not null).OrderBy(i => p[i])];
    }
}
