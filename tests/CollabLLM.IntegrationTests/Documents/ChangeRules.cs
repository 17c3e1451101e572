using CollabLLM.Core.Documents;
using CollabLLM.Core.Participants;
using CollabLLM.Core.Sessions;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Connections;
using CollabLLM.Data.Documents;
using CollabLLM.Data.Sessions;
using CollabLLM.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.IntegrationTests.Documents;

/// <summary>Single changes of a document, held on each database.</summary>
public abstract class ChangeRules(DatabaseProvider provider) : IDisposable
{
    private const string Tab = SessionHost.Tab;
    private static readonly StudyDefinition Recorded = SampleStudy.Definition() with { RecordingConsent = "Every change may be kept.", Session = new SessionSettings(RecordDeltas: true) };
    private readonly TestDatabase database = TestDatabase.Create(provider);

    public void Dispose()
    {
        database.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Replaying_the_stored_changes_gives_the_stored_document_after_lost_answers_conflicts_restores_and_another_tab()
    {
        await using var host = await OpenAsync(Recorded);
        for (var seed = 0; seed < 12; seed++)
        {
            var (token, id) = await host.CoWriteAsync();
            await WriteAsync(host, id, new Random(seed));

            await using var db = database.CreateDbContext();
            var changes = await db.Deltas.Where(d => d.SessionId == id).OrderBy(d => d.Sequence).ToListAsync();
            Assert.Equal(Enumerable.Range(1, changes.Count), changes.Select(c => c.Sequence));
            Assert.True(ChangeLog.Replay(changes.Select(c => c.Change)).IsSameAs(QuillDelta.Parse((await host.ViewAsync(token)).Document!.Content)));
            Assert.Equal(changes.Count, (await host.ViewAsync(token)).LastChange);
        }
    }

    [Fact]
    public async Task A_batch_sent_twice_is_stored_once()
    {
        await using var host = await OpenAsync(Recorded);
        var (_, id) = await host.CoWriteAsync();
        EditorChange[] batch = [Typed(1, """[{"insert":"a"}]"""), Typed(2, """[{"retain":1},{"insert":"b"}]""")];

        var answers = new List<SaveResult>();
        for (var i = 0; i < 2; i++) answers.Add(await host.Get<SaveRevision>().RunAsync(id, Tab, 0, RevisionCause.Autosave, """{"ops":[{"insert":"ab\n"}]}""", batch, default));

        Assert.All(answers, a => Assert.Equal(new SaveResult.Saved(1) { LastChange = 2 }, a));
        await using var db = database.CreateDbContext();
        Assert.Equal(2, await db.Deltas.CountAsync());
    }

    [Fact]
    public async Task What_was_typed_and_taken_back_between_two_saves_is_kept()
    {
        await using var host = await OpenAsync(Recorded);
        var (_, id) = await host.CoWriteAsync();
        const string text = """{"ops":[{"insert":"a\n"}]}""";
        await host.Get<SaveRevision>().RunAsync(id, Tab, 0, RevisionCause.Autosave, text, [Typed(1, """[{"insert":"a"}]""")], default);

        var again = await host.Get<SaveRevision>().RunAsync(id, Tab, 1, RevisionCause.Autosave, text, [Typed(2, """[{"insert":"x"}]"""), Typed(3, """[{"delete":1}]""")], default);

        Assert.Equal(new SaveResult.Saved(1) { LastChange = 3 }, again);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Nothing_is_kept_unless_the_study_asks_and_the_participant_agrees(bool studyRecords, bool participantAgrees)
    {
        await using var host = await OpenAsync(Recorded with { Session = new SessionSettings(RecordDeltas: studyRecords) });
        var token = await host.JoinAsync();
        var id = (await host.ViewAsync(token)).SessionId;
        await host.Get<RecordConsent>().RunAsync(id, new ConsentChoices(true, participantAgrees), default);
        var type = (await host.ViewAsync(token)).Type!;
        await host.Get<ChooseTopic>().RunAsync(id, type.Topics[0], default);
        await host.Get<AnswerIntake>().RunAsync(id, [.. type.Intake.Select(q => new IntakeAnswer(q.Key, q.Options[0]))], default);
        await host.Get<BeginCoWriting>().RunAsync(id, default);

        Assert.Null((await host.ViewAsync(token)).LastChange);
        var saved = await host.Get<SaveRevision>().RunAsync(id, Tab, 0, RevisionCause.Autosave, """{"ops":[{"insert":"a\n"}]}""", [Typed(1, """[{"insert":"a"}]""")], default);

        Assert.Equal(new SaveResult.Saved(1), saved);
        await using var db = database.CreateDbContext();
        Assert.Empty(await db.Deltas.ToListAsync());
    }

    [Fact]
    public async Task An_outline_is_the_first_change()
    {
        await using var host = await OpenAsync(Recorded with { Session = new SessionSettings(RecordDeltas: true, StartFromOutline: true) });
        var (token, id) = await host.CoWriteAsync();

        await using var db = database.CreateDbContext();
        var first = Assert.Single(await db.Deltas.Where(d => d.SessionId == id).ToListAsync());
        Assert.Equal(ChangeLog.Outline, first.Source);
        Assert.True(ChangeLog.Replay([first.Change]).IsSameAs(QuillDelta.Parse((await host.ViewAsync(token)).Document!.Content)));
    }

    /// <summary>A page that loses answers, falls behind another tab and restores, as pages do.</summary>
    private static async Task WriteAsync(SessionHost host, Guid id, Random random)
    {
        var (document, known, last) = (QuillDelta.Blank, 0, 0);
        var pending = new List<string>();
        for (var save = 0; save < 8; save++)
        {
            for (var i = random.Next(3); i >= 0; i--)
            {
                var change = $$"""{"ops":[{"insert":"{{random.Next(100)}} 😀e\u0301 "}]}""";
                pending.Add(change);
                document = document.Apply(QuillDelta.Parse(change));
            }
            if (random.Next(6) == 0) await host.Get<SaveRevision>().RunAsync(id, Tab, known, RevisionCause.Autosave, """{"ops":[{"insert":"another tab\n"}]}""", default);
            var batch = pending.Select((change, i) => new EditorChange(last + 1 + i, change, ChangeLog.User, save, 0)).ToArray();
            var result = await host.Get<SaveRevision>().RunAsync(id, Tab, known, RevisionCause.Autosave, document.ToJson(), batch, default);
            if (random.Next(3) == 0) continue;
            if (result is SaveResult.Conflict conflict) known = conflict.Latest.Number;
            if (result is SaveResult.Saved saved) (known, last) = (saved.Number, saved.LastChange!.Value);
            if (result is SaveResult.Saved) pending.Clear();
            if (result is not SaveResult.Saved || random.Next(5) > 0) continue;
            var restored = (SaveResult.Saved)await host.Get<RestoreRevision>().RunAsync(id, Tab, known, 1, default);
            (known, last) = (restored.Number, restored.LastChange!.Value);
            document = QuillDelta.Parse((await host.Get<ReadRevisions>().RunAsync(id, default))[^1].Content);
        }
    }

    private static EditorChange Typed(int sequence, string ops) => new(sequence, $$"""{"ops":{{ops}}}""", ChangeLog.User, sequence, 0);

    private async Task<SessionHost> OpenAsync(StudyDefinition definition)
    {
        var host = new SessionHost(database);
        await host.OpenStudyAsync(definition);
        return host;
    }
}
