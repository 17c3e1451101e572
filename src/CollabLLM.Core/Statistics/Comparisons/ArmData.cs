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
        var byParticipant = rows.Where(r => r.Value is not null).GroupBy(r => r.Id, StringComparer.Ordinal)
            .Select(g => new Cluster(g.Sum(r => r.Value!.Value), g.Count())).ToArray();
        Values = new(byParticipant.Select(c => c.Sum / c.Count));
        Missing = rows.Count(r => r.Value is null);
        Participants = rows.Select(r => r.Id).Distinct(StringComparer.Ordinal).Count();
        Repeated = Array.Exists(byParticipant, c => c.Count > 1);
        Bootstrap = new(ClusteredValues.Independent(Values), resamples, random.For($"bootstrap {arm}"));
        RowBootstrap = new(new ClusteredValues(byParticipant), resamples, random.For($"rows {arm}"));
        RowMean = byParticipant.Length == 0 ? 0 : byParticipant.Sum(c => c.Sum) / byParticipant.Sum(c => c.Count);
    }

    public string Arm { get; }
    public IReadOnlyList<OutcomeRow> Rows { get; }
    public Observations Values { get; }
    public int Missing { get; }
    public int Participants { get; }

    /// <summary>Some participant has more than one value.</summary>
    public bool Repeated { get; }

    public MeanBootstrap Bootstrap { get; }
    public MeanBootstrap RowBootstrap { get; }
    public double RowMean { get; }

    public Computed<double> FromValues(Func<Observations, double> statistic) =>
        Values.Count > 0 ? statistic(Values) : new Refusal($"Arm '{Arm}' has no values{(Missing > 0 ? $" ({Missing} missing)" : "")}.");
}
