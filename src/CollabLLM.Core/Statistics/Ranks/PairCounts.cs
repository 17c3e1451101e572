namespace CollabLLM.Core.Statistics.Ranks;

/// <summary>
/// Over all pairs (value of the arm, value of the baseline): how many are greater, equal, less; and Σ(t³ - t) over tied values
/// of both together. One pass over the sorted distinct values.
/// </summary>
internal readonly record struct PairCounts(double Greater, double Equal, double Less, double TieTerm)
{
    public static PairCounts Of(Observations arm, Observations baseline)
    {
        double greater = 0, equal = 0, ties = 0, below = 0;
        int i = 0, j = 0;
        var (a, b) = (arm.Distinct, baseline.Distinct);
        while (i < a.Count || j < b.Count)
        {
            var value = i == a.Count ? b[j].Value : j == b.Count ? a[i].Value : Math.Min(a[i].Value, b[j].Value);
            double inArm = i < a.Count && a[i].Value.Equals(value) ? a[i++].Count : 0;
            double inBaseline = j < b.Count && b[j].Value.Equals(value) ? b[j++].Count : 0;
            greater += inArm * below;
            equal += inArm * inBaseline;
            below += inBaseline;
            var together = inArm + inBaseline;
            ties += together * together * together - together;
        }

        return new(greater, equal, (double)arm.Count * baseline.Count - greater - equal, ties);
    }
}
