using CollabLLM.Core.Statistics;
using CollabLLM.Core.Statistics.Agreement;
using CollabLLM.Core.Statistics.Bayes;
using CollabLLM.Core.Statistics.Means;
using CollabLLM.Core.Statistics.Numerics;
using CollabLLM.Core.Statistics.Proportions;
using CollabLLM.Core.Statistics.Ranks;
using CollabLLM.Core.Statistics.Resampling;

namespace CollabLLM.UnitTests.Statistics;

/// <summary>One interval, with how to draw a study of n per arm and the true value that the interval should cover.</summary>
internal sealed record CoverageStudies(string Interval, double Truth, Func<SeededRandom, int, Computed<Interval>> Draw)
{
    // Shares in percent of the ratings 1 to 10.
    private static readonly int[] Top = [1, 1, 1, 2, 3, 5, 10, 22, 30, 25];
    private static readonly int[] Middle = [2, 3, 5, 10, 20, 20, 20, 10, 6, 4];
    private static readonly double TopMean = MeanOf(Top), MiddleMean = MeanOf(Middle);
    private const double Effect = 0.4;
    private const double Share = 0.6;
    private const double BaselineShare = 0.4;

    public static IReadOnlyList<CoverageStudies> All { get; } =
    [
        new("mean, t (normal)", 0, (r, n) => MeanInterval.StudentT(Sample(r, n, 0))),
        new("mean, t (exponential)", 1, (r, n) => MeanInterval.StudentT(Times(r, n, 1))),
        new("mean, t (ratings near the top)", TopMean, (r, n) => MeanInterval.StudentT(Marks(r, n, Top))),
        new("mean, studentized (normal)", 0, (r, n) => Bootstrap(r, n, 0).OfMeanStudentized()),
        new("mean, studentized (exponential)", 1, (r, n) => Bootstrap(r, Times(r, n, 1)).OfMeanStudentized()),
        new("mean, studentized (log-normal, sigma 0.5)", Math.Exp(0.125), (r, n) => Bootstrap(r, LogNormal(r, n)).OfMeanStudentized()),
        new("mean, studentized (ratings near the top)", TopMean, (r, n) => Bootstrap(r, Marks(r, n, Top)).OfMeanStudentized()),
        new("mean, BCa (normal)", 0, (r, n) => Bootstrap(r, n, 0).OfMean()),
        new("mean, BCa expanded (normal)", 0, (r, n) => Bootstrap(r, n, 0).OfMeanExpanded()),
        new("mean, BCa expanded (exponential)", 1, (r, n) => Bootstrap(r, Times(r, n, 1)).OfMeanExpanded()),
        new("mean, BCa expanded (log-normal, sigma 0.5)", Math.Exp(0.125), (r, n) => Bootstrap(r, LogNormal(r, n)).OfMeanExpanded()),
        new("mean, BCa expanded (ratings near the top)", TopMean, (r, n) => Bootstrap(r, Marks(r, n, Top)).OfMeanExpanded()),
        new("difference, Welch t (exponential, 1.5 and 1)", 0.5, (r, n) => WelchTest.Run(Times(r, n, 1.5), Times(r, n, 1)).Then(w => w.Interval)),
        new("difference, Welch t (ratings, near the top and not)", TopMean - MiddleMean, (r, n) => WelchTest.Run(Marks(r, n, Top), Marks(r, n, Middle)).Then(w => w.Interval)),
        new("difference, Welch t (normal, sd 1 and 2)", Effect, (r, n) => WelchTest.Run(Sample(r, n, Effect), Sample(r, n, 0, 2)).Then(w => w.Interval)),
        new("difference, BCa (normal)", Effect, (r, n) => Bootstrap(r, n, Effect).OfDifference(Bootstrap(r, n, 0))),
        new("difference, BCa expanded (normal)", Effect, (r, n) => Bootstrap(r, n, Effect).OfDifferenceExpanded(Bootstrap(r, n, 0))),
        new("row mean, BCa expanded, 3 rows per participant", 0, (r, n) => Clusters(r, n).OfMeanExpanded()),
        new("shift, Hodges-Lehmann (t3)", Effect, (r, n) => HodgesLehmannShift.Of(HeavyTails(r, n, Effect), HeavyTails(r, n, 0)).Bind(e => e.Interval)),
        new("Cohen's d (normal)", Effect, (r, n) => StandardizedDifference.CohensD(Sample(r, n, Effect), Sample(r, n, 0)).Bind(e => e.Interval)),
        new("Hedges' g (normal)", Effect, (r, n) => StandardizedDifference.HedgesG(Sample(r, n, Effect), Sample(r, n, 0)).Bind(e => e.Interval)),
        new("Cliff's delta (normal)", CliffTruth(), (r, n) => CliffsDelta.Of(Sample(r, n, Effect), Sample(r, n, 0)).Bind(e => e.Interval)),
        new("share, Wilson (0.6)", Share, (r, n) => WilsonInterval.Of(Yes(r, n, Share), n)),
        new("difference of shares, Newcombe (0.6, 0.4)", Share - BaselineShare, (r, n) => RiskDifference.Of(Yes(r, n, Share), n, Yes(r, n, BaselineShare), n).Bind(e => e.Interval)),
        new("ratio of shares, Newcombe (0.6, 0.4)", Share / BaselineShare, (r, n) => RiskRatio.Of(Yes(r, n, Share), n, Yes(r, n, BaselineShare), n).Bind(e => e.Interval)),
        new("difference, Bayes normal (credible)", Effect, (r, n) => NormalComparison.Of(Sample(r, n, Effect), Sample(r, n, 0)).Then(b => b.CredibleInterval)),
        new("difference of shares, beta-binomial (credible)", Share - BaselineShare, (r, n) => BetaBinomialComparison.Of(Yes(r, n, Share), n, Yes(r, n, BaselineShare), n).Then(b => b.CredibleInterval)),
        new("Spearman, by participant (normal, r 0.4)", 6 / Math.PI * Math.Asin(0.2), (r, n) => ClusterCorrelation.Spearman(Pairs(r, n), 500, r).Bind(e => e.Interval)),
        new("Kendall, by participant (normal, r 0.4)", 2 / Math.PI * Math.Asin(0.4), (r, n) => ClusterCorrelation.Kendall(Pairs(r, n), 500, r).Bind(e => e.Interval)),
    ];

    /// <summary>Share of studies whose interval covers the truth. Studies are seeded by the interval's name, n and their number; refused ones do not cover.</summary>
    public double Coverage(int n, int studies)
    {
        var random = new SeededRandom(2026).For(Interval).For($"n {n}");
        var hits = Enumerable.Range(0, studies).AsParallel().Count(i => Draw(random.For($"study {i}"), n).Match(interval => interval.Contains(Truth), _ => false));
        return (double)hits / studies;
    }

    private static Observations Sample(SeededRandom random, int n, double mean, double sd = 1) => new(Enumerable.Range(0, n).Select(_ => mean + sd * random.NextNormal()));

    private static Observations Times(SeededRandom random, int n, double mean) => new(Enumerable.Range(0, n).Select(_ => -mean * Math.Log(1 - random.NextDouble())));

    private static Observations LogNormal(SeededRandom random, int n) => new(Enumerable.Range(0, n).Select(_ => Math.Exp(0.5 * random.NextNormal())));

    private static Observations Marks(SeededRandom random, int n, int[] percent)
    {
        int[] marks = [.. percent.SelectMany((share, i) => Enumerable.Repeat(i + 1, share))];
        return new(Enumerable.Range(0, n).Select(_ => (double)marks[random.NextIndex(marks.Length)]));
    }

    private static double MeanOf(int[] percent) => percent.Select((share, i) => (i + 1) * share).Sum() / 100.0;

    private static Observations HeavyTails(SeededRandom random, int n, double shift) =>
        new(Enumerable.Range(0, n).Select(_ => shift + random.NextNormal() / Math.Sqrt((Math.Pow(random.NextNormal(), 2) + Math.Pow(random.NextNormal(), 2) + Math.Pow(random.NextNormal(), 2)) / 3)));

    private static MeanBootstrap Bootstrap(SeededRandom random, Observations values) => new(ClusteredValues.Independent(values), 2000, random.For("resamples"));

    private static MeanBootstrap Bootstrap(SeededRandom random, int n, double mean) => new(ClusteredValues.Independent(Sample(random, n, mean)), 2000, random.For($"resamples {mean}"));

    private static MeanBootstrap Clusters(SeededRandom random, int n) =>
        new(new ClusteredValues(Enumerable.Range(0, n).Select(_ => random.NextNormal() is var own ? new Cluster(3 * own + random.NextNormal() + random.NextNormal() + random.NextNormal(), 3) : default)), 2000, random.For("resamples"));

    private static int Yes(SeededRandom random, int n, double share) => Enumerable.Range(0, n).Count(_ => random.NextDouble() < share);

    private static PairedValue[] Pairs(SeededRandom random, int n) =>
        [.. Enumerable.Range(0, n).Select(i => random.NextNormal() is var x ? new PairedValue($"p{i}", x, 0.4 * x + Math.Sqrt(1 - 0.16) * random.NextNormal()) : default)];

    // P(x > y) - P(x < y) of two unit normals apart by the effect.
    private static double CliffTruth() => 2 * Core.Statistics.Distributions.Normal.Below(Effect / Math.Sqrt(2)) - 1;
}
