using CollabLLM.Core.Statistics.Agreement;
using CollabLLM.Core.Statistics.Comparisons;
using CollabLLM.Core.Statistics.Distances;

namespace CollabLLM.Core.Calibration;

/// <summary>"How was this computed", for every number of a calibration, keyed by its JSON name.</summary>
internal static class CalibrationExplanations
{
    private const string Independent = "Participants are independent of each other.";

    public static IReadOnlyDictionary<string, Explanation> All { get; } = new Dictionary<string, Explanation>
    {
        ["spearman"] = Of(typeof(RankCorrelation), "Spearman's rho", "Pearson correlation of midranks", "A rising or falling relation.", "Spearman (1904), American Journal of Psychology 15."),
        ["kendall"] = Of(typeof(RankCorrelation), "Kendall's tau-b", "(concordant - discordant) / √((pairs - ties in x)(pairs - ties in y))", "A rising or falling relation.", "Kendall (1945), Biometrika 33; Knight (1966), JASA 61."),
        ["interval"] = Of(typeof(ClusterCorrelation), "Interval of a rank correlation", "tanh(atanh(r) ± z·spread), participants drawn with replacement as whole", Independent, "Fisher (1921); Davison and Hinkley (1997), section 3.8."),
        ["wasserstein"] = Of(typeof(SampleDistance), "Wasserstein-1 distance", "∫ |F - G|", "None.", "Vallender (1974), Theory of Probability and its Applications 18."),
        ["kolmogorovSmirnov"] = Of(typeof(SampleDistance), "Kolmogorov-Smirnov distance", "max |F - G|; without a test, since messages of one participant are not independent", "None.", "Smirnov (1948), Annals of Mathematical Statistics 19."),
        ["jensenShannon"] = Of(typeof(SampleDistance), "Jensen-Shannon distance", "√(½ KL(P‖M) + ½ KL(Q‖M)) in bits, M = (P + Q)/2, over shared bins", "Bins at pooled deciles, or a bin per value.", "Lin (1991), IEEE Transactions on Information Theory 37; Endres and Schindelin (2003), the same 49."),
        ["amongParticipants"] = Of(typeof(TraitComparer), "Distance among participants", "median Wasserstein-1 distance between two random halves of the participants, 200 splits", Independent, "Definition."),
    };

    private static Explanation Of(Type code, string title, string formula, string assumption, string citation) => new(title, formula, assumption, code.FullName!, citation);
}
