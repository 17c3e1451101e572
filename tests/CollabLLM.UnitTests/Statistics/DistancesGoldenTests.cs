using CollabLLM.Core.Statistics.Distances;

namespace CollabLLM.UnitTests.Statistics;

/// <summary>Distances of samples against SciPy (wasserstein_distance, ks_2samp, jensenshannon): Golden/statistics/make_reference.py.</summary>
public sealed class DistancesGoldenTests
{
    [Fact]
    public void Distances_match_scipy() => Golden.ForEach("distances.json", table =>
    {
        var (a, b) = (table.GetProperty("a").Observations(), table.GetProperty("b").Observations());
        foreach (var (name, value) in new[] { ("wasserstein", SampleDistance.Wasserstein(a, b)), ("ks", SampleDistance.KolmogorovSmirnov(a, b)), ("jensenShannon", SampleDistance.JensenShannon(a, b)) })
            if (Golden.Agrees(table.GetProperty(name), value, name)) Golden.Close(table.GetProperty(name).GetDouble(), value.Value, 1e-6, name);
    });

    [Fact]
    public void A_distance_does_not_depend_on_which_sample_is_first() => Golden.ForEach("distances.json", table =>
    {
        var (a, b) = (table.GetProperty("a").Observations(), table.GetProperty("b").Observations());
        if (a.Count == 0) return;
        Assert.Equal(SampleDistance.Wasserstein(a, b).Value, SampleDistance.Wasserstein(b, a).Value, 1e-12);
        Assert.Equal(SampleDistance.KolmogorovSmirnov(a, b).Value, SampleDistance.KolmogorovSmirnov(b, a).Value, 1e-12);
        Assert.Equal(SampleDistance.JensenShannon(a, b).Value, SampleDistance.JensenShannon(b, a).Value, 1e-12);
    });
}
