namespace CollabLLM.Core.Statistics.Pooling;

/// <summary>What one study says of an arm against a baseline: difference of means and Welch's standard error, or why it says nothing.</summary>
public sealed record PooledStudy(string Name, int N, int BaselineN, Computed<StudyEffect> Effect)
{
    /// <summary>Participants of both arms; null where a table gave the effect itself.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public (int Arm, int Baseline)? Participants => N + BaselineN == 0 && Effect.IsKnown ? null : (N, BaselineN);

    public static PooledStudy Of(string name, IEnumerable<double> arm, IEnumerable<double> baseline)
    {
        var (a, b) = (new Observations(arm), new Observations(baseline));
        return new(name, a.Count, b.Count, Means.WelchTest.Run(a, b).Then(t => new StudyEffect(name, t.Difference, t.StandardError)));
    }
}
