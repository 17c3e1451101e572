using System.Globalization;
using CollabLLM.Core.Statistics.Numerics;
using CollabLLM.Core.Statistics.Sequential;
using CollabLLM.TestKit;
using Xunit.Abstractions;

namespace CollabLLM.UnitTests.Statistics;

/// <summary>
/// Intervals cover what they promise. FULL_BATTERIES=1: 2,000 studies at 20, 60 and 200 per arm (Monte-Carlo standard error 0.49 points).
/// Otherwise a tenth: 200 studies at 20 (standard error 1.5 points), so only a coverage 4 standard errors away from 95 % fails.
/// COVERAGE_OF=text and COVERAGE_STUDIES=n look at the intervals whose name holds the text with more studies, to tell chance from truth.
/// </summary>
public sealed class CoverageTests(ITestOutputHelper output)
{
    private static readonly bool Full = Battery.IsFullSize;
    private static readonly string Wanted = Environment.GetEnvironmentVariable("COVERAGE_OF") ?? "";
    private static readonly int Studies = int.TryParse(Environment.GetEnvironmentVariable("COVERAGE_STUDIES"), CultureInfo.InvariantCulture, out var studies) ? studies : Full ? 2000 : 200;

    [Fact]
    public void Intervals_cover_the_truth_as_often_as_they_promise()
    {
        var error = Math.Sqrt(0.95 * 0.05 / Studies);
        int[] sizes = Full ? [20, 60, 200] : [20];
        List<string> missed = [];
        foreach (var study in CoverageStudies.All.Where(s => s.Interval.Contains(Wanted, StringComparison.Ordinal)))
        {
            var cells = sizes.Select(n => (n, Coverage: study.Coverage(n, Studies))).ToArray();
            output.WriteLine(FormattableString.Invariant($"| {study.Interval} | {string.Join(" | ", cells.Select(c => (100 * c.Coverage).ToString("0.0")))} |"));
            missed.AddRange(cells.Where(c => Math.Abs(c.Coverage - 0.95) > Known(study.Interval) + 4 * error).Select(c => FormattableString.Invariant($"{study.Interval} at {c.n}: {c.Coverage:0.000}")));
        }

        Assert.Empty(missed);
    }

    /// <summary>How far from its level an interval is known to lie at 20 per arm: docs/statistics.md says why.</summary>
    private static double Known(string interval) =>
        interval.StartsWith("mean, t (", StringComparison.Ordinal) && !interval.Contains("normal", StringComparison.Ordinal) ? 0.05
        : interval.Contains("expanded (exponential", StringComparison.Ordinal) ? 0.025
        : interval.Contains("BCa (", StringComparison.Ordinal) || interval.Contains("studentized (", StringComparison.Ordinal) ? 0.02
        : interval.Contains("Wilson", StringComparison.Ordinal) || interval.Contains("share", StringComparison.Ordinal) ? 0.015
        : 0.005;

    [Theory]
    [InlineData(Spending.OBrienFleming)]
    [InlineData(Spending.Pocock)]
    public void Repeated_looks_raise_a_false_alarm_in_at_most_5_percent_of_studies(Spending spending)
    {
        double[] fractions = [0.25, 0.5, 0.75, 1];
        var looks = SequentialPlan.Looks(fractions, spending);
        var studies = Full ? 100_000 : 10_000;
        var random = new SeededRandom(77).For(spending.ToString());

        var alarms = Enumerable.Range(0, studies).Count(_ => Crosses(looks, random));

        output.WriteLine(FormattableString.Invariant($"{spending}: {100.0 * alarms / studies:0.00} % false alarms in {studies} studies of 4 looks"));
        Assert.InRange((double)alarms / studies, 0.05 - 4 * Math.Sqrt(0.0475 / studies), 0.05 + 4 * Math.Sqrt(0.0475 / studies));
    }

    private static bool Crosses(IReadOnlyList<SequentialLook> looks, SeededRandom random)
    {
        double sum = 0, time = 0;
        foreach (var look in looks)
        {
            sum += Math.Sqrt(look.Fraction - time) * random.NextNormal();
            time = look.Fraction;
            if (Math.Abs(sum / Math.Sqrt(time)) >= look.BoundaryZ) return true;
        }

        return false;
    }
}
