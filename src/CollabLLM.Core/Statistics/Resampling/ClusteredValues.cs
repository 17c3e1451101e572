namespace CollabLLM.Core.Statistics.Resampling;

/// <summary>
/// The participants of one arm as the bootstrap sees them. Participants with the same sum and count are exchangeable, so they are kept
/// once with their number.
/// </summary>
public sealed class ClusteredValues
{
    public ClusteredValues(IEnumerable<Cluster> clusters)
    {
        Groups = [.. clusters.Where(c => c.Count > 0).GroupBy(c => c).Select(g => (g.Key, g.Count())).OrderBy(g => g.Key.Sum).ThenBy(g => g.Key.Count)];
        Clusters = Groups.Sum(g => g.Times);
        (Sum, Count) = (Groups.Sum(g => g.Cluster.Sum * g.Times), Groups.Sum(g => (long)g.Cluster.Count * g.Times));
    }

    public IReadOnlyList<(Cluster Cluster, int Times)> Groups { get; }

    /// <summary>Number of participants.</summary>
    public int Clusters { get; }

    public double Sum { get; }

    public long Count { get; }

    public double Mean => Sum / Count;

    public static ClusteredValues Independent(Observations values) => new(values);

    private ClusteredValues(Observations values)
    {
        Groups = [.. values.Distinct.Select(v => (new Cluster(v.Value, 1), v.Count))];
        (Clusters, Count) = (values.Count, values.Count);
        Sum = values.Mean * values.Count;
    }

    /// <summary>The mean without one participant of each group, with the group's size: what the jackknife needs.</summary>
    public IEnumerable<(double Mean, int Times)> LeaveOneOut() =>
        Groups.Select(g => ((Sum - g.Cluster.Sum) / (Count - g.Cluster.Count), g.Times));
}
