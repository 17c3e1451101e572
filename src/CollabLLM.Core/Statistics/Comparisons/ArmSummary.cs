namespace CollabLLM.Core.Statistics.Comparisons;

/// <summary>
/// One arm. <see cref="N"/> counts participants with a value; a participant with several rows counts once, by the mean of their rows.
/// <see cref="RowMean"/> is given only when participants have several rows: the mean of all rows, interval resampled by participant.
/// </summary>
public sealed record ArmSummary(string Arm, bool IsBaseline, int Participants, int N, int Rows, int Missing)
{
    public required Computed<double> Mean { get; init; }
    public required Computed<double> Sd { get; init; }
    public required Computed<double> Se { get; init; }
    public required Computed<double> Median { get; init; }
    public required Computed<double> LowerQuartile { get; init; }
    public required Computed<double> UpperQuartile { get; init; }
    public required Computed<double> Min { get; init; }
    public required Computed<double> Max { get; init; }
    public required Computed<Interval> TInterval { get; init; }
    public required Computed<Interval> StudentizedInterval { get; init; }
    public required Computed<Interval> BcaInterval { get; init; }
    public required Computed<Interval> BcaExpandedInterval { get; init; }
    public Estimate? RowMean { get; init; }

    /// <summary>Binary outcomes only: yes answers and their share with Wilson's interval.</summary>
    public ShareSummary? Yes { get; init; }

    public required IReadOnlyList<ShareSummary> Shares { get; init; }
    public required IReadOnlyList<HistogramBar> Distribution { get; init; }
}
