using System.Security.Claims;
using Bunit;
using CollabLLM.Core.Conversations;
using CollabLLM.Core.Exports.Pairs;
using CollabLLM.Core.Metrics;
using CollabLLM.Data;
using CollabLLM.Data.Accounts;
using CollabLLM.Data.Calibration;
using CollabLLM.Data.Scoring;
using CollabLLM.TestKit;
using CollabLLM.Web.Features.Accounts;
using CollabLLM.Web.Features.Calibration;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CollabLLM.ComponentTests.Calibration;

/// <summary>What the calibration page shows while it reads, and with no, too few and enough scores.</summary>
public sealed class CalibrationPageTests : BunitContext
{
    private static readonly ClaimsPrincipal Administrator = new(new ClaimsIdentity([new(ClaimTypes.Role, Roles.Administrator)], "test"));
    private readonly TestDatabase database = TestDatabase.Sqlite();
    private readonly Gate gate;

    public CalibrationPageTests()
    {
        gate = new(database);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddTransient(_ => new CalibrationState(new StudyAccess(gate), new ReadCalibration(gate)));
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    [Fact]
    public void While_the_study_is_read_the_page_says_so()
    {
        gate.Close();

        var page = Show();

        Assert.Equal("Reading the study.", page.Find("[role=status]").TextContent);
        gate.Open();
        page.WaitForState(() => page.FindAll("[role=status]").Count == 0);
        Assert.Contains("There is no such study here", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_score_it_says_what_is_missing_and_leads_to_the_scoring_page()
    {
        Fill(sessions: 3, scored: 0);

        var page = Show();

        page.WaitForElement(".card.empty");
        Assert.Contains("No reply has been scored yet", page.Find(".card.empty").TextContent, StringComparison.Ordinal);
        Assert.Equal("/studies/writing/scoring", page.Find(".card.empty a").GetAttribute("href"));
    }

    [Fact]
    public void With_too_few_scores_each_card_gives_a_reason_in_place_of_a_number()
    {
        Fill(sessions: 2, scored: 2);

        var page = Show();

        page.WaitForElement(".finding");
        Assert.Contains(page.FindAll(".outcomes .card > p.muted"), p => p.TextContent.StartsWith("document quality: ", StringComparison.Ordinal));
        Assert.DoesNotContain("participants: a rank correlation", page.Find(".finding").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void With_scores_it_shows_correlations_what_they_cannot_say_and_the_simulator_beside_participants()
    {
        Fill(sessions: 12, scored: 12);

        var page = Show();

        page.WaitForElement(".finding");
        Assert.Contains("Only 12 participants", page.Find(".finding").TextContent, StringComparison.Ordinal);
        // Scores were made to rise with the mark for document quality, whose highest of ten goes to the tenth session.
        var row = page.FindAll("table tr").Single(r => r.TextContent.Contains("document quality all arms", StringComparison.Ordinal) && r.Closest("article")!.TextContent.Contains("Multiturn-aware Reward, simulated", StringComparison.Ordinal));
        Assert.Contains("12", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("message length", page.Find("[aria-label='Distances of the simulator from participants']").TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("false", page.Find("[aria-label='Who takes part'] button").GetAttribute("aria-pressed"));
    }

    [Fact]
    public void Of_two_runs_one_is_shown_and_the_other_can_be_chosen()
    {
        Fill(sessions: 3, scored: 3, "first", "second");
        var page = Show();
        page.WaitForElement("[aria-label='Which scoring run']");
        string Pressed() => page.Find("[aria-label='Which scoring run'] [aria-pressed=true]").TextContent;
        Assert.Equal("second", Pressed());

        // On the page's own thread, so that it is not drawn anew between the look and the click.
        page.InvokeAsync(() => page.FindAll("[aria-label='Which scoring run'] button")[0].Click());

        page.WaitForAssertion(() => Assert.Equal("first", Pressed()));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) database.Dispose();
    }

    private IRenderedComponent<CalibrationPage> Show() => Render<CalibrationPage>(parameters => parameters
        .Add(p => p.Slug, "writing").AddCascadingValue(Task.FromResult(new AuthenticationState(Administrator))));

    private void Fill(int sessions, int scored, params string[] presets)
    {
        using var db = database.CreateDbContext();
        var study = new SampleStudy(db);
        study.Begin();
        var made = Enumerable.Range(0, sessions).Select(_ => study.Add(turns: 3)).ToArray();
        foreach (var (preset, order) in (presets.Length > 0 ? presets : ["v2"]).Select((p, i) => (p, i)))
        {
            if (scored == 0) continue;
            var run = new ScoringRun(study.Study.Id, preset, "{}", new string((char)('a' + order), 64), 1, "test", SampleStudy.Start.AddHours(order));
            db.Add(run);
            for (var i = 0; i < scored; i++) Score(db, run, made[i].Id, (i % 10) + (i * 0.01));
        }
        db.SaveChanges();
    }

    private static void Score(CollabDbContext db, ScoringRun run, Guid session, double mean)
    {
        var given = new CandidateRow(run.Id, session, 1, 0, new(CandidateSources.Given, "K", "policy", "prompt"), 1, "a reply", run.CreatedAt);
        db.Add(given);
        foreach (var kind in new[] { RewardKinds.Simulated, RewardKinds.Observed })
        {
            db.Add(new RewardRow(given.Id, run.OptionsHash, kind, mean, null, 1, 0, "policy", "simulator", null, 1, "test", run.CreatedAt));
            db.Add(new RewardSampleRow(
                given.Id, run.OptionsHash, kind, 0, ChatJson.Write([Message.User("make it shorter please"), Message.Assistant("Here it is.")]),
                SampleJson.Write([new MetricScore.Scored("question-rate", mean / 10)]), mean, null, run.CreatedAt));
        }
    }

    /// <summary>A database whose door can be shut for a while.</summary>
    private sealed class Gate(TestDatabase database) : IDbContextFactory<CollabDbContext>
    {
        private TaskCompletionSource door = Opened();

        public void Close() => door = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Open() => door.SetResult();

        public CollabDbContext CreateDbContext() => database.CreateDbContext();

        public async Task<CollabDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default)
        {
            await door.Task.WaitAsync(cancellationToken);
            return database.CreateDbContext();
        }

        private static TaskCompletionSource Opened()
        {
            var opened = new TaskCompletionSource();
            opened.SetResult();
            return opened;
        }
    }
}
