namespace CollabLLM.Core.Statistics.Ranks;

/// <summary>
/// All m·n differences between two arms, in order, without writing them down: the k-th smallest is found by bisecting on the value
/// and counting in one sweep, so 100,000 against 100,000 values take milliseconds.
/// </summary>
internal sealed class PairwiseDifferences(Observations arm, Observations baseline)
{
    private readonly IReadOnlyList<ValueCount> _arm = arm.Distinct;
    private readonly IReadOnlyList<ValueCount> _baseline = baseline.Distinct;

    public long Count { get; } = (long)arm.Count * baseline.Count;

    /// <summary>The k-th smallest difference, k from 1.</summary>
    public double Smallest(long k)
    {
        double low = _arm[0].Value - _baseline[^1].Value, high = _arm[^1].Value - _baseline[0].Value;
        if (AtMost(low) >= k) return low;

        // Invariant: fewer than k differences are at most low, at least k are at most high.
        for (var step = 0; step < 40 && low < high; step++)
        {
            var middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) break;
            if (AtMost(middle) >= k) high = middle;
            else low = middle;
        }

        for (var next = NextAbove(low); next < high; next = NextAbove(low))
        {
            if (AtMost(next) >= k) return next;
            low = next;
        }

        return NextAbove(low);
    }

    private long AtMost(double limit)
    {
        long count = 0, below = baseline.Count;
        var j = 0;
        foreach (var (value, times) in _arm)
        {
            while (j < _baseline.Count && value - _baseline[j].Value > limit) below -= _baseline[j++].Count;
            count += times * below;
        }

        return count;
    }

    private double NextAbove(double limit)
    {
        var next = double.PositiveInfinity;
        var j = _baseline.Count - 1;
        for (var i = _arm.Count - 1; i >= 0; i--)
        {
            while (j >= 0 && _arm[i].Value - _baseline[j].Value <= limit) j--;
            if (j < 0) break;
            next = Math.Min(next, _arm[i].Value - _baseline[j].Value);
        }

        return next;
    }
}
