namespace CollabLLM.Core.Statistics.Agreement;

/// <summary>
/// Pairs sorted once, so that a resample of whole participants needs no sorting: a participant who is drawn k times makes each of their pairs count k times.
/// The values are those of <see cref="RankCorrelation"/> on the pairs written out.
/// </summary>
internal sealed class ResampledRanks
{
    private readonly (int X, int Y, int Participant)[] points;
    private readonly long[] countX, countY, below;
    private readonly double[] rankX, rankY;

    /// <param name="participants">The pairs of each participant.</param>
    public ResampledRanks(IReadOnlyList<PairedValue[]> participants)
    {
        var (x, y) = (Levels(participants, p => p.X), Levels(participants, p => p.Y));
        points = [.. participants.SelectMany((pairs, i) => pairs.Select(p => (x[p.X], y[p.Y], i))).Order()];
        (countX, countY, below) = (new long[x.Count], new long[y.Count], new long[y.Count + 1]);
        (rankX, rankY) = (new double[x.Count], new double[y.Count]);
    }

    /// <summary>Spearman's rho; null when one side does not vary.</summary>
    /// <param name="times">How often each participant was drawn.</param>
    public double? Spearman(int[] times)
    {
        if (!Count(times)) return null;
        var (squareX, squareY) = (Centre(countX, rankX), Centre(countY, rankY));
        var both = 0.0;
        foreach (var (x, y, participant) in points) both += times[participant] * rankX[x] * rankY[y];
        return Math.Clamp(both / Math.Sqrt(squareX * squareY), -1, 1);
    }

    /// <summary>Kendall's tau-b; null when one side does not vary.</summary>
    /// <param name="times">How often each participant was drawn.</param>
    public double? Kendall(int[] times)
    {
        if (!Count(times)) return null;
        Array.Clear(below);
        double discordant = 0, tiedBoth = 0;
        long seen = 0;
        for (int from = 0, to; from < points.Length; from = to)
        {
            for (to = from; to < points.Length && points[to].X == points[from].X; to++) discordant += times[points[to].Participant] * (double)(seen - NotAbove(points[to].Y));
            for (var i = from; i < to;)
            {
                var (y, same) = (points[i].Y, 0L);
                for (; i < to && points[i].Y == y; i++) same += times[points[i].Participant];
                tiedBoth += Two(same);
                Add(y, same);
                seen += same;
            }
        }
        double pairs = Two(seen), tiedX = countX.Sum(Two), tiedY = countY.Sum(Two);
        return (pairs - tiedX - tiedY + tiedBoth - 2 * discordant) / Math.Sqrt((pairs - tiedX) * (pairs - tiedY));
    }

    private static Dictionary<double, int> Levels(IReadOnlyList<PairedValue[]> participants, Func<PairedValue, double> side) =>
        participants.SelectMany(p => p.Select(side)).Distinct().Order().Select((value, i) => (value, i)).ToDictionary(v => v.value, v => v.i);

    private static double Two(long count) => count * (count - 1.0) / 2;

    /// <summary>Midranks less their mean, by level. Returns the sum of their squares over all that were drawn.</summary>
    private static double Centre(long[] counts, double[] ranks)
    {
        var middle = (counts.Sum() + 1) / 2.0;
        var (before, square) = (0L, 0.0);
        for (var i = 0; i < counts.Length; i++)
        {
            ranks[i] = before + (counts[i] + 1) / 2.0 - middle;
            square += counts[i] * ranks[i] * ranks[i];
            before += counts[i];
        }
        return square;
    }

    private bool Count(int[] times)
    {
        Array.Clear(countX);
        Array.Clear(countY);
        foreach (var (x, y, participant) in points)
        {
            countX[x] += times[participant];
            countY[y] += times[participant];
        }
        return countX.Sum() >= 3 && countX.Count(c => c > 0) > 1 && countY.Count(c => c > 0) > 1;
    }

    // A binary indexed tree over the levels of y (Fenwick 1994): how many drawn pairs so far lie at or below a level.
    private long NotAbove(int level)
    {
        var sum = 0L;
        for (var i = level + 1; i > 0; i -= i & -i) sum += below[i];
        return sum;
    }

    private void Add(int level, long count)
    {
        for (var i = level + 1; i < below.Length; i += i & -i) below[i] += count;
    }
}
