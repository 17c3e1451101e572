using CollabLLM.Core.Participants;
using CollabLLM.Core.Sessions;
using CollabLLM.Core.Statistics.Reports;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Comparisons;
using CollabLLM.Data.Exports;
using CollabLLM.Data.Exports.Import;
using CollabLLM.Data.Participants;
using CollabLLM.Data.Sessions;
using CollabLLM.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.IntegrationTests.Sessions;

/// <summary>Screening questions decide between the consent and the allocation; the flow counts whom they rule out.</summary>
public sealed class ScreeningTests : IAsyncLifetime, IDisposable
{
    private const string Question = "Do you write English every week?";
    private readonly TestDatabase database = TestDatabase.Sqlite();
    private readonly SessionHost host;

    public ScreeningTests() => host = new SessionHost(database);

    public Task InitializeAsync() => host.OpenStudyAsync(SampleStudy.Definition() with { Session = new(StartFromOutline: true), Screening = [new("english", Question, ["yes", "no"], ["yes"])] });

    [Fact]
    public async Task Who_is_not_eligible_gets_no_arm_takes_no_place_and_cannot_try_again()
    {
        var token = await host.JoinAsync("PLATFORM-1");
        var id = (await host.ViewAsync(token)).SessionId;

        Assert.IsType<StepResult.Done>(await ConsentAsync(id, "no"));

        var session = await SessionAsync(id);
        Assert.Equal((SessionStep.NotEligible, null, "no"), (session.Step, session.Arm, session.Intake.Single().Text));
        await using (var db = database.CreateDbContext()) Assert.Empty(db.Assignments);
        Assert.IsType<StepResult.Done>(await ConsentAsync(id, "yes"));
        Assert.Equal(SessionStep.NotEligible, (await SessionAsync(id)).Step);
        Assert.IsType<JoinResult.AlreadyFinished>(await host.Get<JoinStudy>().RunAsync(SessionHost.Slug, "PLATFORM-1", null, false, default));
    }

    [Fact]
    public async Task Who_is_eligible_goes_on_and_the_answer_stands_before_those_about_the_topic_but_not_in_the_document()
    {
        var token = await host.JoinAsync();
        var id = (await host.ViewAsync(token)).SessionId;

        Assert.IsType<StepResult.Done>(await ConsentAsync(id, "yes"));
        var type = (await host.ViewAsync(token)).Type!;
        await host.Get<ChooseTopic>().RunAsync(id, type.Topics[0], default);
        await host.Get<AnswerIntake>().RunAsync(id, [.. type.Intake.Select(q => new IntakeAnswer(q.Key, q.Options[0]))], default);

        Assert.Equal(["english", "audience", "tone"], (await SessionAsync(id)).Intake.Select(a => a.Question));
        await host.Get<BeginCoWriting>().RunAsync(id, default);
        var document = (await host.ViewAsync(token)).Document!.Text;
        Assert.Equal([type.Topics[0], .. type.Intake.Select(q => q.Options[0])], document.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("perhaps")]
    public async Task An_answer_that_is_missing_or_none_of_the_options_is_asked_for(string? answer)
    {
        var id = (await host.ViewAsync(await host.JoinAsync())).SessionId;

        var refused = Assert.IsType<StepResult.Refused>(await ConsentAsync(id, answer));

        Assert.Contains($"\"{Question}\" has no answer yet", refused.Sentence, StringComparison.Ordinal);
        Assert.Equal(SessionStep.Consent, (await SessionAsync(id)).Step);
    }

    [Fact]
    public async Task The_flow_counts_who_was_ruled_out_and_why_here_and_after_an_import()
    {
        foreach (var answer in new[] { "yes", "no", "no" }) await ConsentAsync((await host.ViewAsync(await host.JoinAsync())).SessionId, answer);
        using var empty = TestDatabase.Sqlite();
        await using (var snapshot = (await StudySnapshot.OpenAsync(database, SessionHost.Slug, false, default))!)
        {
            var archive = new MemoryStream();
            await StudyArchive.WriteAsync(snapshot, archive, default);
            await new ImportStudy(empty).RunAsync(archive, default);
        }

        foreach (var place in new[] { database, empty })
        {
            var flow = (await new ReadOutcomes(place).RunAsync(SessionHost.Slug, null, default))!.Flow;

            Assert.Equal((3, 3, 1, 1), (flow.Arrived, flow.Consented, flow.Eligible, flow.Allocated));
            Assert.Equal([new FlowReason($"{Question} no", 2)], flow.NotEligible);
            Assert.Contains(FlowTable.Of(flow).Rows, r => r.Name == $"not eligible: {Question} no" && r.Cells[^1] == "2");
            Assert.Contains("let them in", FlowTable.Note(flow), StringComparison.Ordinal);
        }
    }

    public Task DisposeAsync() => host.DisposeAsync().AsTask();

    public void Dispose() => database.Dispose();

    private Task<StepResult> ConsentAsync(Guid id, string? answer) =>
        host.Get<RecordConsent>().RunAsync(id, new ConsentChoices(true, true) { Screening = answer is null ? [] : [new("english", answer)] }, default);

    private async Task<Session> SessionAsync(Guid id)
    {
        await using var db = database.CreateDbContext();
        return await db.Sessions.AsNoTracking().SingleAsync(s => s.Id == id);
    }
}
