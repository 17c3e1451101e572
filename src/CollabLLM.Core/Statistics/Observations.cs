namespace CollabLLM.Core.Statistics;

/// <summary>
/// The finite values of one arm, sorted, with equal values counted together: ratings of 100,000 sessions are ten numbers.
/// Missing values do not belong here; they are counted where rows are read.
/// </summary>
public sealed class Observations
{
    private readonly double[] _sorted;

    public Observations(IEnumerable<double> values)
    {
        _sorted = [.. values];
        if (Array.Exists(_sorted, v => !double.IsFinite(v)))
            throw new ArgumentException("Observations are finite numbers; leave missing values out and count them.", nameof(values));

        Array.Sort(_sorted);
        Distinct = Group(_sorted);
        Mean = _sorted.Length == 0 ? 0 : MeanOf();
        SumOfSquares = _sorted.Length == 0 || AllEqual ? 0 : Distinct.Sum(v => v.Count * (v.Value - Mean) * (v.Value - Mean));
    }

    public int Count => _sorted.Length;

    public ReadOnlySpan<double> Sorted => _sorted;

    public IReadOnlyList<ValueCount> Distinct { get; }

    /// <summary>Arithmetic mean; 0 for no observations, so ask <see cref="Count"/> first.</summary>
    public double Mean { get; }

    /// <summary>Sum of squared deviations from the mean.</summary>
    public double SumOfSquares { get; }

    /// <summary>Unbiased variance (denominator n - 1); 0 for fewer than two values.</summary>
    public double Variance => Count < 2 ? 0 : SumOfSquares / (Count - 1);

    public double StandardDeviation => Math.Sqrt(Variance);

    /// <summary>All values are equal, or differ by less than double arithmetic can square.</summary>
    public bool HasNoSpread => SumOfSquares < 1e-130;

    private bool AllEqual => _sorted[0].Equals(_sorted[^1]);

    /// <summary>Quantile by linear interpolation between order statistics (type 7 of Hyndman and Fan, 1996).</summary>
    public double Quantile(double probability)
    {
        if (Count == 0) throw new InvalidOperationException("No observations have no quantile.");
        return Percentile.Of(_sorted, probability);
    }

    /// <summary>Number of values at or above the threshold.</summary>
    public int CountAtLeast(double threshold) => Distinct.Where(v => v.Value >= threshold).Sum(v => v.Count);

    private double MeanOf()
    {
        if (AllEqual) return _sorted[0];
        var first = Distinct.Sum(v => v.Value * v.Count) / Count;
        return first + Distinct.Sum(v => (v.Value - first) * v.Count) / Count;
    }

    private static List<ValueCount> Group(double[] sorted)
    {
        List<ValueCount> groups = [];
        for (var start = 0; start < sorted.Length;)
        {
            var end = start + 1;
            while (end < sorted.Length && sorted[end].Equals(sorted[start])) end++;
            groups.Add(new(sorted[start], end - start));
            start = end;
        }

        return groups;
    }
}
