using System.Text.RegularExpressions;
using CollabLLM.Core.Statistics.Comparisons;
using CollabLLM.Core.Statistics.Plots;
using CollabLLM.Core.Statistics.Reports;
using CollabLLM.Core.Statistics.Survival;
using CollabLLM.Core.Studies;
using CollabLLM.TestKit;

namespace CollabLLM.UnitTests.Statistics;

public sealed class ReportTests
{
    [Fact]
    public void The_same_study_gives_the_same_bytes()
    {
        Assert.Equal(ReportHtml.Write(Report()), ReportHtml.Write(Report()));
        Assert.Equal(ReportMarkdown.Write(Report()), ReportMarkdown.Write(Report()));
    }

    [Fact]
    public void A_report_names_the_study_file_the_code_version_the_seed_and_what_was_excluded()
    {
        var report = Report();

        foreach (var text in new[] { ReportHtml.Write(report), ReportMarkdown.Write(report) })
        {
            Assert.Contains(report.Data.Study.DefinitionHash, text, StringComparison.Ordinal);
            Assert.Contains("1.2.3", text, StringComparison.Ordinal);
            Assert.Contains("42; every bootstrap", text, StringComparison.Ordinal);
            Assert.Contains("copied (1)", text, StringComparison.Ordinal);
            Assert.Contains("Welch", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_html_needs_nothing_else_and_runs_nothing()
    {
        var html = ReportHtml.Write(Report());

        Assert.DoesNotMatch(@"(?i)<script|<link|<img|\bsrc=|url\(|\bon\w+=|@import", html);
        Assert.True(Regex.Count(html, "<svg ") >= 6);
        Assert.Equal(Regex.Count(html, "<table>"), Regex.Count(html, "</table>"));
    }

    [Fact]
    public void What_somebody_typed_stays_text()
    {
        var html = ReportHtml.Write(Report("<img src=x>"));

        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Per_protocol_leaves_out_those_who_are_not_in_it()
    {
        var report = Report();

        var (everybody, protocol) = (report.IntentionToTreat[0].Comparison!, report.PerProtocol[0].Comparison!);

        Assert.Equal((6, 5), (everybody.Arms[0].N, protocol.Arms[0].N));
    }

    [Fact]
    public void Pre_registered_outcomes_speak_first_and_without_any_the_report_says_that_it_explores()
    {
        var named = Report();
        var unnamed = Report(preregistered: []);

        Assert.Equal("document-quality", StudyReport.Main(named.Data)[0].Key);
        Assert.EndsWith("(pre-registered)", Assert.Single(StudyReport.Findings(named.Data, named.IntentionToTreat)), StringComparison.Ordinal);
        Assert.Contains("No outcome was pre-registered", StudyReport.Findings(unnamed.Data, unnamed.IntentionToTreat)[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, "No planned look is due before 50 completed sessions, and there are 12", false)]
    [InlineData(20, "Judged at the planned look at 50 % of the target (O'Brien-Fleming): a difference counts when p is below 0.0031", false)]
    [InlineData(12, "Judged at the planned look at 100 % of the target (O'Brien-Fleming): a difference counts when p is below 0.049", true)]
    public void A_pre_registered_outcome_is_judged_at_the_bound_of_the_planned_look(int target, string sentence, bool isDifference)
    {
        var report = Report(plan: new(new PlannedLooks([0.5, 1])), target: target);

        var comparison = report.IntentionToTreat[0].Comparison!;

        Assert.InRange(comparison.Pairs[0].Primary.Value.P, 0.0032, 0.04);
        Assert.Contains(sentence, comparison.Finding.Sentence, StringComparison.Ordinal);
        Assert.Equal(isDifference, comparison.Finding.Kind == FindingKind.Difference);
        Assert.Contains($"50 %, 100 % of {target} completed sessions, O'Brien-Fleming", ReportMarkdown.Write(report), StringComparison.Ordinal);
    }

    [Fact]
    public void A_planned_margin_is_tested_and_marked_and_another_one_is_not()
    {
        var report = Report(plan: new(Margins: [new("document-quality", 5)]));
        var outcome = report.Data.Outcomes[0];

        var (planned, other) = (report.IntentionToTreat[0].Comparison!, ComparedOutcome.Of(report.Data, outcome, perProtocol: false, margin: 4).Comparison!);

        Assert.Equal((true, 5.0), (planned.MarginPlanned, planned.Pairs[0].Equivalence!.Value.Margin));
        Assert.Equal((false, 4.0), (other.MarginPlanned, other.Pairs[0].Equivalence!.Value.Margin));
        Assert.Contains("margin planned", ReportMarkdown.Write(report), StringComparison.Ordinal);
    }

    [Fact]
    public void An_outcome_that_is_planned_and_does_not_exist_is_a_warning() =>
        Assert.Contains("The study file names \"document-qualty\" in its plan, and there is no such outcome.", StudyReport.Warnings(Report(preregistered: ["document-qualty"]).Data));

    [Fact]
    public void An_outcome_with_one_arm_only_is_reported_with_the_reason()
    {
        var report = Report();

        Assert.Contains(report.IntentionToTreat, o => o.Comparison is null && o.Reason == "Two arms with data are needed for a comparison.");
        Assert.Contains("Two arms with data are needed", ReportMarkdown.Write(report), StringComparison.Ordinal);
    }

    [Fact]
    public void The_flow_shows_each_step_and_what_drop_out_says()
    {
        var flow = Report().Data.Flow;

        var (table, diagram) = (FlowTable.Of(flow), FlowDiagram.Draw(flow));

        Assert.Equal(["6", "6", "12"], table.Rows.Single(r => r.Name == "allocated").Cells);
        Assert.Equal(["1", "0", "1"], table.Rows.Single(r => r.Name == "excluded: copied").Cells);
        Assert.Contains("did not consent: 3", diagram, StringComparison.Ordinal);
        Assert.Contains("per protocol: 5", diagram, StringComparison.Ordinal);
        Assert.StartsWith("Drop-out cannot be compared", FlowTable.Attrition(flow)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_statistic_of_a_table_is_explained_by_a_file_that_exists()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "CollabLLM.sln"))) root = root.Parent!;
        var comparison = Report().IntentionToTreat[0].Comparison!;

        var keys = ReportFacts.Tables(comparison).SelectMany(t => t.Rows).Select(r => r.How).OfType<string>().Distinct().ToArray();

        Assert.All(keys, key => Assert.True(File.Exists(Path.Combine(root.FullName, comparison.How[key].File)), $"{key}: {comparison.How[key].File}"));
        Assert.True(keys.Length > 20);
    }

    private static StudyReport Report(string title = "Writing together", string[]? preregistered = null, AnalysisPlan? plan = null, int? target = null)
    {
        var study = new Study("writing", SampleStudy.Definition() with { Title = title, PreRegistered = preregistered ?? ["document-quality"], Plan = plan, Target = target }, SampleStudy.Start);
        double[] k = [5, 6, 6, 7, 5, 6], t = [7, 8, 8, 9, 7, 8];
        OutcomeRow[] rows = [.. k.Select((v, i) => new OutcomeRow($"k{i}", "K", v)), .. t.Select((v, i) => new OutcomeRow($"t{i}", "T", v))];
        StudyOutcome[] outcomes =
        [
            new("document-quality", "Document quality", "rating 1 to 10", OutcomeKind.Rating, true, OutcomeGroup.Ratings, rows),
            new("active-minutes", "Active time", "minutes", OutcomeKind.Duration, false, OutcomeGroup.Time, [.. rows.Where(r => r.Arm == "K")]),
        ];
        ArmFlow[] arms = [new("K", 6, 6, 6, 0, 0, [new("copied", 1)], 5), new("T", 6, 6, 6, 0, 0, [], 6)];
        var flow = new ParticipantFlow(15, 12, 12, 12, arms) { Dropout = [.. arms.Select(_ => Enumerable.Repeat(new SurvivalTime(8, false), 6).ToArray())] };
        var data = new StudyData(study, [new("K", false), new("T", false)], outcomes, rows.Select(r => r.Id).Where(id => id != "k0").ToHashSet(), flow);
        return StudyReport.Of(data, "1.2.3");
    }
}
