using CollabLLM.Core.Documents;
using CollabLLM.Core.Ratings;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Documents;
using CollabLLM.Data.Ratings;
using CollabLLM.Data.Sessions;
using CollabLLM.TestKit;

namespace CollabLLM.IntegrationTests.Sessions;

/// <summary>Each setting of a study has its effect, and its absence too.</summary>
public sealed class SessionSettingsTests : IDisposable
{
    private readonly TestDatabase database = TestDatabase.Sqlite();

    public void Dispose() => database.Dispose();

    [Theory]
    [InlineData(true, "The document as it stands now:\nMy garden")]
    [InlineData(false, "Hello there assistant")]
    public async Task The_policy_sees_the_document_only_where_the_study_says_so(bool sees, string first)
    {
        var model = new ScriptedChatClient(["A reply."]);
        await using var host = new SessionHost(database, _ => model);
        await host.OpenStudyAsync(With(new SessionSettings(PolicySeesDocument: sees)));
        var (_, id) = await host.CoWriteAsync();
        await host.Get<SaveRevision>().RunAsync(id, SessionHost.Tab, 0, RevisionCause.Autosave, """{"ops":[{"insert":"My garden\n"}]}""", default);

        await host.ExchangeAsync(id, "Hello there assistant");

        Assert.Equal(first, model.Asked.Single()[0].Text.TrimEnd());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_document_starts_from_an_outline_of_the_intake_only_where_the_study_says_so(bool outlined)
    {
        await using var host = new SessionHost(database);
        await host.OpenStudyAsync(With(new SessionSettings(StartFromOutline: outlined)));

        var (token, _) = await host.CoWriteAsync();

        Assert.Equal(outlined, (await host.ViewAsync(token)).Document?.Text.Contains("cycling to work", StringComparison.Ordinal) ?? false);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_rating_may_be_declined_only_where_the_study_says_so(bool may)
    {
        await using var host = new SessionHost(database);
        await host.OpenStudyAsync(With(new SessionSettings(PreferNotToSay: may)));
        var (token, id) = await host.CoWriteAsync();
        for (var turn = 1; turn <= 3; turn++) await host.ExchangeAsync(id, $"Message number {turn} about cycling");

        var result = await host.Get<GiveRating>().RunAsync(id, RatingQuestion.Checkpoint, 3, null, null, default);

        Assert.Equal(may, result is StepResult.Done);
        Assert.Equal(may ? null : 3, (await host.ViewAsync(token)).DueCheckpoint);
    }

    private static StudyDefinition With(SessionSettings settings) => SampleStudy.Definition() with { Session = settings };
}
