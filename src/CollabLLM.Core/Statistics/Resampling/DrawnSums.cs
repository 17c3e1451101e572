namespace CollabLLM.Core.Statistics.Resampling;

/// <summary>
/// Running sums over drawn participants: their mean, and the squared standard error that this sample would report by itself. With one value a
/// participant that is s²/n; with several, the linearised variance of a ratio of sums, n/(n-1)·Σ(sum - mean·count)² / (Σ count)².
/// </summary>
/// <param name="center">A value near the mean; squares are taken around it, so that a large mean does not cost digits.</param>
internal struct DrawnSums(double center)
{
    private double sum, count, squares, products, sizes;

    public void Add(double clusterSum, double size)
    {
        var distance = clusterSum - center * size;
        sum += clusterSum;
        count += size;
        squares += distance * distance;
        products += distance * size;
        sizes += size * size;
    }

    public void Add(Cluster cluster, int times)
    {
        var distance = cluster.Sum - center * cluster.Count;
        sum += times * cluster.Sum;
        count += (double)times * cluster.Count;
        squares += times * distance * distance;
        products += times * distance * cluster.Count;
        sizes += (double)times * cluster.Count * cluster.Count;
    }

    public readonly double Mean => sum / count;

    public readonly double SquaredError(int participants)
    {
        var shift = Mean - center;
        return Math.Max(0, squares - 2 * shift * products + shift * shift * sizes) * participants / (participants - 1.0) / (count * count);
    }
}
