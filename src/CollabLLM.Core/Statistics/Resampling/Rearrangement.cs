using CollabLLM.Core.Statistics.Numerics;

namespace CollabLLM.Core.Statistics.Resampling;

/// <summary>Sums of a random (or every) choice of m values out of all, without replacement.</summary>
internal static class Rearrangement
{
    public static (int Extreme, int All) CountAll(Observations pooled, double centre, int size, Func<double, bool> extreme)
    {
        var values = pooled.Sorted.ToArray().Select(v => v - centre).ToArray();
        int hits = 0, all = 0;
        Choose(0, size, 0);
        return (hits, all);

        void Choose(int from, int left, double sum)
        {
            if (left == 0)
            {
                all++;
                if (extreme(sum)) hits++;
                return;
            }

            for (var i = from; i <= values.Length - left; i++) Choose(i + 1, left - 1, sum + values[i]);
        }
    }

    public static int CountDrawn(Observations pooled, double centre, int size, int draws, SeededRandom random, Func<double, bool> extreme)
    {
        var byCounts = pooled.Distinct.Count * 20L < pooled.Count;
        var values = byCounts ? [] : pooled.Sorted.ToArray().Select(v => v - centre).ToArray();
        var total = values.Sum();
        var subset = !byCounts && RandomSubset.Suits(size, pooled.Count) ? new RandomSubset(values) : null;
        var hits = 0;
        for (var i = 0; i < draws; i++)
        {
            var sum = byCounts ? SumByCounts(pooled, centre, size, random) : subset?.Sum(size, random) ?? SumByShuffle(values, total, size, random);
            if (extreme(sum)) hits++;
        }

        return hits;
    }

    private static double SumByCounts(Observations pooled, double centre, int size, SeededRandom random)
    {
        int wanted = size, left = pooled.Count;
        var sum = 0.0;
        foreach (var (value, count) in pooled.Distinct)
        {
            var taken = Hypergeometric.Draw(random, count, left - count, wanted);
            sum += taken * (value - centre);
            wanted -= taken;
            left -= count;
        }

        return sum;
    }

    private static double SumByShuffle(double[] values, double total, int size, SeededRandom random)
    {
        var picks = Math.Min(size, values.Length - size);
        var sum = 0.0;
        for (var i = 0; i < picks; i++)
        {
            var j = i + random.NextIndex(values.Length - i);
            (values[i], values[j]) = (values[j], values[i]);
            sum += values[i];
        }

        return picks == size ? sum : total - sum;
    }
}
