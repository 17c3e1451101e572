using CollabLLM.Core.Statistics.Bayes;
using CollabLLM.Core.Statistics.Checks;
using CollabLLM.Core.Statistics.Corrections;
using CollabLLM.Core.Statistics.Means;
using CollabLLM.Core.Statistics.Models;
using CollabLLM.Core.Statistics.Pooling;
using CollabLLM.Core.Statistics.Proportions;
using CollabLLM.Core.Statistics.Ranks;
using CollabLLM.Core.Statistics.Resampling;
using CollabLLM.Core.Statistics.Sequential;
using CollabLLM.Core.Statistics.Survival;

namespace CollabLLM.Core.Statistics.Comparisons;

/// <summary>"How was this computed", for every number of a comparison, keyed by its JSON name.</summary>
public static class Explanations
{
    private const string Independent = "Participants are independent of each other.";
    private const string NearNormal = "Participants are independent; the mean is close to normal (30 or more participants, or values without long tails).";

    public static IReadOnlyDictionary<string, Explanation> All { get; } = new Dictionary<string, Explanation>
    {
        ["mean"] = Of(typeof(Observations), "Mean", "Σx / n", Independent, "Arithmetic mean over participants; a participant's several values are averaged first."),
        ["sd"] = Of(typeof(Observations), "Standard deviation", "√(Σ(x - m)² / (n - 1))", Independent, "Unbiased variance."),
        ["se"] = Of(typeof(Observations), "Standard error of the mean", "s / √n", Independent, "Student (1908), Biometrika 6."),
        ["median"] = Of(typeof(Observations), "Median and quartiles", "linear interpolation between order statistics, position p(n - 1); lowest and highest as they are", "None.", "Hyndman and Fan (1996), The American Statistician 50, type 7."),
        ["tInterval"] = Of(typeof(MeanInterval), "t interval", "one arm: m ± t(n-1)·s/√n; two arms: (m1 - m2) ± t(df)·√(s1²/n1 + s2²/n2)", NearNormal, "Student (1908); Welch (1947), Biometrika 34."),
        ["studentizedInterval"] = Of(typeof(StudentizedInterval), "Studentized bootstrap interval", "m - q(1 - α/2)·se to m - q(α/2)·se, q the quantiles of (m* - m)/se* of resampled means, participants drawn with replacement; both ends moved out by √(n/(n - 1))", "Participants are independent; 8 or more.", "Efron (1981), Canadian Journal of Statistics 9; Hall (1988), Annals of Statistics 16; expansion: Hesterberg (2015), The American Statistician 69."),
        ["bcaInterval"] = Of(typeof(BcaInterval), "Bootstrap BCa interval", "quantiles Φ(z0 + (z0 + z)/(1 - a(z0 + z))) of resampled means, participants drawn with replacement within each arm", "Participants are independent; too narrow below about 20 per arm.", "Efron (1987), JASA 82."),
        ["bcaExpandedInterval"] = Of(typeof(MeanBootstrap), "Bootstrap BCa interval, expanded", "BCa with z replaced by t(df)·√(n/(n - 1))", Independent, "Hesterberg (2015), The American Statistician 69."),
        ["rowMean"] = Of(typeof(ClusteredValues), "Mean over rows", "Σ sums / Σ counts, participants resampled as whole", Independent, "Davison and Hinkley (1997), section 3.8."),
        ["shares"] = Of(typeof(WilsonInterval), "Share at or above a mark", "(p + z²/2n ± z√(p(1-p)/n + z²/4n²)) / (1 + z²/n)", Independent, "Wilson (1927), JASA 22."),
        ["meanDifference"] = Of(typeof(WelchTest), "Difference of means", "m(arm) - m(baseline)", Independent, "Welch (1947), Biometrika 34."),
        ["relativeDifference"] = Of(typeof(WelchTest), "Relative difference", "(m(arm) - m(baseline)) / m(baseline)", "The baseline's mean is far from 0.", "Definition."),
        ["welch"] = Of(typeof(WelchTest), "Welch t test", "t = (m1 - m2)/√(s1²/n1 + s2²/n2), df = (s1²/n1 + s2²/n2)² / (s1⁴/(n1²(n1-1)) + s2⁴/(n2²(n2-1)))", NearNormal, "Welch (1947), Biometrika 34."),
        ["mannWhitney"] = Of(typeof(MannWhitneyTest), "Mann-Whitney test", "U = pairs won + half the ties; exact without ties up to 50 per arm, else normal with tie-corrected variance and continuity correction", "Participants are independent; arms are exchangeable when nothing differs.", "Mann and Whitney (1947), Annals of Mathematical Statistics 18; Lehmann (1975)."),
        ["permutation"] = Of(typeof(PermutationTest), "Permutation test", "share of rearrangements with |difference| at least as large; random ones: (1 + hits)/(1 + drawn)", "Arms are exchangeable when nothing differs.", "Phipson and Smyth (2010), Statistical Applications in Genetics and Molecular Biology 9."),
        ["hodgesLehmann"] = Of(typeof(HodgesLehmannShift), "Hodges-Lehmann shift", "median of all x - y; ends are the k-th smallest and largest difference", "The arms differ by a shift only.", "Hodges and Lehmann (1963), Annals of Mathematical Statistics 34."),
        ["cohensD"] = Of(typeof(StandardizedDifference), "Cohen's d", "(m1 - m2) / √(((n1-1)s1² + (n2-1)s2²)/(n1+n2-2)); interval by noncentral t", "Normal values, equal variances.", "Cohen (1988); Steiger and Fouladi (1997)."),
        ["hedgesG"] = Of(typeof(StandardizedDifference), "Hedges' g", "J·d, J = Γ(df/2)/(√(df/2)·Γ((df-1)/2))", "Normal values, equal variances.", "Hedges (1981), Journal of Educational Statistics 6."),
        ["cliffsDelta"] = Of(typeof(CliffsDelta), "Cliff's delta", "P(x > y) - P(x < y)", Independent, "Cliff (1993), Psychological Bulletin 114; Feng and Cliff (2004)."),
        ["bayesNormal"] = Of(typeof(NormalComparison), "How likely is the mean higher", "each mean's posterior is m + s/√n·t(n-1); their difference integrated", "Normal values, reference prior 1/σ² in each arm.", "Gelman et al. (2013), Bayesian Data Analysis, section 3.2."),
        ["equivalence"] = Of(typeof(EquivalenceTest), "Equivalence (two one-sided tests)", "larger p of t(difference > -margin) and t(difference < margin)", NearNormal, "Schuirmann (1987), Journal of Pharmacokinetics and Biopharmaceutics 15."),
        ["riskDifference"] = Of(typeof(RiskDifference), "Difference of shares", "p1 - p2; ends by √ of summed squares of the distances to Wilson's limits", Independent, "Newcombe (1998), Statistics in Medicine 17, method 10."),
        ["riskRatio"] = Of(typeof(RiskRatio), "Ratio of shares", "p1 / p2; ends by Newcombe's square-and-add for ratios on Wilson's limits", Independent, "Donner and Zou (2012), Statistical Methods in Medical Research 21."),
        ["fisherExact"] = Of(typeof(FisherExactTest), "Fisher exact test", "sum of the probabilities of all tables at most as likely, margins fixed", "Independent answers.", "Fisher (1922); Freeman and Halton (1951), Biometrika 38."),
        ["chiSquare"] = Of(typeof(ChiSquareTest), "Chi-square test", "Σ(observed - expected)²/expected, no continuity correction", "Independent answers, expected counts of about 5.", "Pearson (1900)."),
        ["betaBinomial"] = Of(typeof(BetaBinomialComparison), "How likely is the share higher", "Beta(1 + yes, 1 + no) posteriors; P(p1 > p2) by integration", "Independent answers, uniform priors.", "Gelman et al. (2013), chapter 2."),
        ["kruskalWallis"] = Of(typeof(KruskalWallisTest), "Kruskal-Wallis test", "12/(N(N+1))·Σ n(mean rank - (N+1)/2)², tie-corrected, against chi-square", Independent, "Kruskal and Wallis (1952), JASA 47."),
        ["holm"] = Of(typeof(MultipleComparisons), "Holm's correction", "step-down: running maximum of (m - i + 1)·p(i)", "None.", "Holm (1979), Scandinavian Journal of Statistics 6."),
        ["benjaminiHochberg"] = Of(typeof(MultipleComparisons), "Benjamini-Hochberg correction", "step-up: running minimum of m/i·p(i)", "Tests independent or positively dependent.", "Benjamini and Hochberg (1995), JRSS B 57."),
        ["stratified"] = Of(typeof(EffectPooling), "Difference within strata", "Σ w·difference / Σ w, w = 1/se²", "The same difference in every stratum.", "Cochran (1954)."),
        ["detectableDifference"] = Of(typeof(TwoMeansPower), "Smallest detectable difference", "d at which the noncentral t gives 80 % power", "Normal values, equal variances.", "Cohen (1988)."),
        ["mixedModel"] = Of(typeof(MixedModel), "Linear mixed model", "value = cell mean(arm, checkpoint) + participant + error; REML; Satterthwaite df", "Normal participant effects and errors; values missing at random.", "Laird and Ware (1982), Biometrics 38; Fai and Cornelius (1996)."),
        ["cumulativeLink"] = Of(typeof(CumulativeLinkModel), "Cumulative-link model", "logit P(rating <= k) = threshold(k) - coefficient(arm)", "The same odds ratio at every cut.", "McCullagh (1980), JRSS B 42."),
        ["differentialMissing"] = Of(typeof(FisherExactTest), "Differential missing data", "Fisher exact test of missing by arm", "Independent rows.", "Fisher (1922)."),
        ["normality"] = Of(typeof(NormalityTest), "Normality check", "K² = Z(skewness)² + Z(kurtosis)²", Independent, "D'Agostino, Belanger and D'Agostino (1990), The American Statistician 44."),
        ["equalSpread"] = Of(typeof(BrownForsytheTest), "Equal spread check", "F of |x - median| between arms", Independent, "Brown and Forsythe (1974), JASA 69."),
    };

    /// <summary>What a study's page and report compute beside the comparison of an outcome.</summary>
    public static IReadOnlyDictionary<string, Explanation> OfStudy { get; } = new Dictionary<string, Explanation>
    {
        ["differentialAttrition"] = Of(typeof(DifferentialAttrition), "Differential attrition", "Fisher exact test of completed against not completed by arm; each share with Wilson's interval", Independent, "Freeman and Halton (1951), Biometrika 38; Wilson (1927), JASA 22."),
        ["logRank"] = Of(typeof(LogRankTest), "Log-rank test of drop-out", "Σ(observed - expected drop-outs) over the exchanges, against its variance, k - 1 degrees of freedom", "Participants are independent; stopping to be watched has nothing to do with stopping.", "Mantel (1966), Cancer Chemotherapy Reports 50."),
        ["sequentialLooks"] = Of(typeof(SequentialPlan), "Bounds of planned looks", "bounds that spend the error rate as the information grows: O'Brien-Fleming 4(1 - Φ(z(1-α/4)/√t)), Pocock α·ln(1 + (e - 1)t); by recursive integration", "Increments between looks are independent.", "Lan and DeMets (1983), Biometrika 70; Armitage, McPherson and Rowe (1969), JRSS A 132."),
    };

    /// <summary>What pooling of studies computes.</summary>
    public static IReadOnlyDictionary<string, Explanation> OfPool { get; } = new Dictionary<string, Explanation>
    {
        ["studyEffect"] = Of(typeof(WelchTest), "Effect of each study", "m(arm) - m(baseline), standard error √(s1²/n1 + s2²/n2)", NearNormal, "Welch (1947), Biometrika 34."),
        ["fixedEffect"] = Of(typeof(EffectPooling), "Fixed effect", "Σ w·effect / Σ w, w = 1/se²; Q = Σ w(effect - mean)², I² = (Q - df)/Q", "The studies share one true effect.", "Cochran (1954), Biometrics 10; Higgins and Thompson (2002), Statistics in Medicine 21."),
        ["randomEffects"] = Of(typeof(EffectPooling), "Random effects", "w = 1/(se² + tau²), tau² by DerSimonian-Laird or Paule-Mandel; mean ± t(k-1)·√(Σ w(effect - mean)² / ((k - 1)Σ w))", "True effects are normal around their mean.", "DerSimonian and Laird (1986), Controlled Clinical Trials 7; Paule and Mandel (1982); Hartung and Knapp (2001), Statistics in Medicine 20."),
        ["furtherStudy"] = Of(typeof(EffectPooling), "A further study", "mean ± t(k-2)·√(tau² + 1/Σ w)", "The further study is of the same kind.", "Higgins, Thompson and Spiegelhalter (2009), JRSS A 172."),
    };

    /// <summary>Key of the test that judges an outcome of this kind.</summary>
    public static string PrimaryTest(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Binary => "fisherExact",
        OutcomeKind.Rating or OutcomeKind.Duration or OutcomeKind.Count => "mannWhitney",
        _ => "welch",
    };

    private static Explanation Of(Type code, string title, string formula, string assumption, string citation) => new(title, formula, assumption, code.FullName!, citation);
}
