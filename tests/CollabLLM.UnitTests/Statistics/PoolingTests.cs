using CollabLLM.Core.Statistics.Pooling;

namespace CollabLLM.UnitTests.Statistics;

public sealed class PoolingTests
{
    [Theory]
    [InlineData("pauleMandel", TauMethod.PauleMandel)]
    [InlineData("derSimonianLaird", TauMethod.DerSimonianLaird)]
    public void Random_effects_match_scipy_and_statsmodels_by_either_method(string name, TauMethod method) => Golden.ForEach("pooling_random.json", table =>
    {
        StudyEffect[] studies = [.. table.GetProperty("effects").Numbers().Zip(table.GetProperty("se").Numbers(), (e, s) => new StudyEffect("a study", e, s))];
        var (expected, pooled) = (table.GetProperty(name), EffectPooling.Random(studies, 0.95, method).Value);
        Golden.Close(expected.GetProperty("tau2").GetDouble(), pooled.TauSquared, 1e-6, "tau2");
        Golden.Close(expected.GetProperty("mean").GetDouble(), pooled.Effect, 1e-6, "mean");
        Golden.Close(expected.GetProperty("se").GetDouble(), pooled.Se, 1e-6, "se");
        Golden.Close(expected.GetProperty("interval"), pooled.Interval);
        Golden.Close(expected.GetProperty("prediction"), pooled.Prediction!);
        Golden.Close(table.GetProperty("q").GetDouble(), pooled.Q, 1e-6, "Q");
        Golden.Close(table.GetProperty("qP").GetDouble(), pooled.QP, 1e-6, "p of Q");
        Golden.Close(table.GetProperty("i2").GetDouble(), pooled.ISquared, 1e-6, "I2");
    });

    [Fact]
    public void Two_studies_predict_no_third() =>
        Assert.Null(EffectPooling.Random([new("a", 0.1, 0.1), new("b", 0.3, 0.1)]).Value.Prediction);

    [Fact]
    public void A_study_that_says_nothing_is_left_out_with_its_reason_and_the_others_are_pooled()
    {
        var pooled = new PooledComparison("quality", "T minus K",
            [PooledStudy.Of("first", [7, 8, 9], [5, 6, 7]), PooledStudy.Of("empty", [], [5, 6]), PooledStudy.Of("second", [6, 8, 9], [6, 6, 7])]);

        Assert.Equal(["first", "second"], pooled.Effects.Select(e => e.Name));
        Assert.False(pooled.Studies[1].Effect.IsKnown);
        Assert.Equal(1, pooled.Effects.Sum(pooled.Weight), 12);
        Assert.Contains("2 of 3 studies pooled", pooled.Markdown(), StringComparison.Ordinal);
    }
}
