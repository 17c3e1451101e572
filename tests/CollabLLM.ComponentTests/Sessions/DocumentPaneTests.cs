using AngleSharp.Dom;
using Bunit;
using CollabLLM.Core.Documents;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Documents;
using CollabLLM.Data.Sessions;
using CollabLLM.TestKit;
using CollabLLM.Web.Features.Sessions;
using Microsoft.JSInterop;

namespace CollabLLM.ComponentTests.Sessions;

/// <summary>The document's pane in each of its states; the editor itself is a script, and browser tests look at it.</summary>
public sealed class DocumentPaneTests : CoWritingScene
{
    private const string First = """{"ops":[{"insert":"A small garden\n"}]}""";
    private const string Second = """{"ops":[{"insert":"A big garden\n"}]}""";
    private const string Third = """{"ops":[{"insert":"No garden\\n"}]}""";
    private CoWritingState state = default!;

    [Fact]
    public async Task Until_the_editor_is_there_the_pane_says_that_it_is_being_opened()
    {
        var opening = Document.SetupVoid("open", _ => true);
        var pane = await ShowAsync();
        Assert.Equal("Opening your document.", pane.Find("[role=status]").TextContent);

        opening.SetVoidResult();

        pane.WaitForAssertion(() => Assert.Empty(pane.FindAll("[role=status]")));
    }

    [Fact]
    public async Task An_editor_that_does_not_load_says_so_and_offers_to_load_the_page_again()
    {
        Document.SetupVoid("open", _ => true).SetException(new JSException("The editor could not be loaded."));

        var pane = await ShowAsync();

        pane.WaitForAssertion(() => Assert.Contains("could not be loaded", pane.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.NotNull(pane.Find("[role=alert] button[data-reload]"));
        Assert.Empty(pane.FindAll("[role=status]"));
    }

    [Fact]
    public async Task A_document_without_a_saved_text_has_no_version_yet()
    {
        var pane = await ShowAsync();

        await Button(pane, "Versions").ClickAsync(new());

        pane.WaitForAssertion(() => Assert.Contains("No version yet", pane.Find(".versions").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_editing_is_not_allowed_nothing_invites_to_it()
    {
        var pane = await ShowAsync(SampleStudy.Definition() with { Session = new SessionSettings(EditingAllowed: false) });

        Assert.Empty(pane.FindAll("[data-format]"));
        Assert.False(PageJson.Read<OpenedDocument>((string)Document.VerifyInvoke("open").Arguments[3]!).MayEdit);
        Assert.Equal("refused", (await SaveAsync(pane, First)).State);
    }

    [Fact]
    public async Task A_save_is_acknowledged_only_when_it_is_written()
    {
        var pane = await ShowAsync();
        IsDown = true;
        Assert.Equal(new SaveAnswer("failed", 0), await SaveAsync(pane, First));
        IsDown = false;

        var saved = await SaveAsync(pane, First);

        Assert.Equal(("saved", 1), (saved.State, saved.Number));
        Assert.Equal("A small garden", (await Host.ViewAsync(Token)).Document!.Text.Trim());
    }

    [Fact]
    public async Task A_text_that_is_refused_says_why()
    {
        var pane = await ShowAsync();

        var answer = await SaveAsync(pane, $$"""{"ops":[{"insert":"{{new string('x', SaveRevision.LongestDocument)}}\n"}]}""");

        Assert.Equal("refused", answer.State);
        Assert.Contains("larger than", pane.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Versions_that_cannot_be_read_or_restored_say_so_and_the_pane_goes_on()
    {
        var pane = await ShowAsync();
        await SaveAsync(pane, First);
        await SaveAsync(pane, Second);
        IsDown = true;
        await Button(pane, "Versions").ClickAsync(new());
        pane.WaitForAssertion(() => Assert.Contains("could not be read", pane.Find("[role=alert]").TextContent, StringComparison.Ordinal));

        IsDown = false;
        await Button(pane, "Versions").ClickAsync(new());
        pane.WaitForElement("#version").Input("1");
        IsDown = true;
        await Button(pane, "Restore this version").ClickAsync(new());
        pane.WaitForAssertion(() => Assert.Contains("could not be saved", pane.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        IsDown = false;
        await Button(pane, "Restore this version").ClickAsync(new());

        pane.WaitForAssertion(() => Assert.Empty(pane.FindAll(".versions, [role=alert]")));
        Assert.Equal("A small garden", (await Host.ViewAsync(Token)).Document!.Text.Trim());
    }

    [Fact]
    public async Task A_document_that_moved_on_meanwhile_is_not_restored_over_unseen()
    {
        var pane = await ShowAsync();
        await SaveAsync(pane, First);
        await SaveAsync(pane, Second);
        await Button(pane, "Versions").ClickAsync(new());
        pane.WaitForElement("#version").Input("1");
        await Host.Get<SaveRevision>().RunAsync(state.View.SessionId, SessionHost.Tab, 2, RevisionCause.Autosave, Third, default);

        await Button(pane, "Restore this version").ClickAsync(new());

        pane.WaitForAssertion(() => Assert.Contains("saved again in the meantime", pane.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        await Button(pane, "Restore this version").ClickAsync(new());
        pane.WaitForAssertion(() => Assert.Empty(pane.FindAll(".versions")));
        Assert.Equal("A small garden", (await Host.ViewAsync(Token)).Document!.Text.Trim());
    }

    private static IElement Button(IRenderedComponent<DocumentPane> pane, string text) => pane.FindAll("button").Single(b => b.TextContent == text);

    private static async Task<SaveAnswer> SaveAsync(IRenderedComponent<DocumentPane> pane, string content) =>
        PageJson.Read<SaveAnswer>(await pane.InvokeAsync(() => pane.Instance.SaveAsync(content, nameof(RevisionCause.Autosave), "[]")));

    private async Task<IRenderedComponent<DocumentPane>> ShowAsync(StudyDefinition? study = null)
    {
        state = await CoWriteAsync(study);
        await state.EnterAsync(SessionHost.Tab);
        return Render<DocumentPane>(p => p.Add(d => d.State, state));
    }
}
