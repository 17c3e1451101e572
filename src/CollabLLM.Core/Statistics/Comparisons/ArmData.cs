using CollabLLM.Core.Statistics.Numerics;
using CollabLLM.Core.Statistics.Resampling;

namespace CollabLLM.Core.Statistics.Comparisons;

/// <summary>The rows of one arm, reduced to one value per participant.</summary>
internal sealed class ArmData
{
    public ArmData(string arm, IReadOnlyList<OutcomeRow> rows, int resamples, SeededRandom random)
    {
        Arm = arm;
        Rows = rows;
        var sums = new Dictionary<string, Cluster>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var before = sums.GetValueOrDefault(row.Id);
            sums[row.Id] = row.Value is { } value ? new(before.Sum + value, before.Count + 1) : before;
        }

        Cluster[] clusters = [.. sums.Values.Where(c => c.Count > 0)];
        Values = new(clusters.Select(c => c.Sum / c.Count));
        Missing = rows.Count(r => r.Value is null);
        Participants = sums.Count;
        Bootstrap = new(ClusteredValues.Independent(Values), resamples, random.For($"bootstrap {arm}"));
        Repeated = Array.Exists(clusters, c => c.Count > 1) ? new(new ClusteredValues(clusters), resamples, random.For($"rows {arm}")) : null;
        RowMean = clusters.Length == 0 ? 0 : clusters.Sum(c => c.Sum) / clusters.Sum(c => c.Count);
    }

    public string Arm { get; }
    public IReadOnlyList<OutcomeRow> Rows { get; }
    public Observations Values { get; }
    public int Missing { get; }
    public int Participants { get; }

    public MeanBootstrap Bootstrap { get; }

    /// <summary>Resamples whole participants with all their rows; null when nobody has more than one value.</summary>
    public MeanBootstrap? Repeated { get; }

    public double RowMean { get; }

    public Computed<double> FromValues(Func<Observations, double> statistic) =>
        Values.Count > 0 ? statistic(Values) : new Refusal($"Arm '{Arm}' has no values{(Missing > 0 ? $" ({Missing} missing)" : "")}.");
}
