using System.Text.Json.Nodes;
using CollabLLM.Core.Documents;
using CollabLLM.Core.Participants;
using CollabLLM.Core.Policies;
using CollabLLM.Core.Ratings;
using CollabLLM.Core.Sessions;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Accounts;
using CollabLLM.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace CollabLLM.E2ETests;

/// <summary>
/// Battery S2: what participants write, what a policy makes of it and what they call themselves stays text, on their own page and on the researchers'.
/// All attacks with FULL_BATTERIES=1, a tenth of them otherwise.
/// </summary>
public sealed class ScriptInjectionTests(SiteFixture site, ITestOutputHelper output) : IClassFixture<SiteFixture>
{
    private const string Tab = "attacked";
    // Elements and attributes that nothing of these texts may become.
    private const string Dangerous =
        """
        [...document.querySelectorAll('.stream *, .ql-editor *, .document-text *, .versions *, main *')].filter(e =>
          e.matches('img, script, iframe, object, embed, style, link, meta, base, video, audio, template, noscript')
          || (e.matches('svg, math') && e.closest('.stream, .ql-editor, .conversation'))
          || [...e.attributes].some(a => a.name.startsWith('on') || (['href', 'src', 'action', 'formaction', 'xlink:href'].includes(a.name) && /^[^/?#]*:/.test(a.value) && !/^(https?|mailto):/i.test(a.value))))
          .map(e => e.outerHTML.slice(0, 200))
        """;

    private readonly string[] attacks = [.. ScriptAttacks.All.Take(Battery.Size(ScriptAttacks.All.Count))];
    private readonly List<string> outside = [];

    [Fact]
    public async Task No_text_runs_and_no_text_fetches_anything()
    {
        Assert.True(ScriptAttacks.All.Count >= 300, $"{ScriptAttacks.All.Count} attacks");
        var token = await FillAsync();
        // The editor reads what is pasted in a document that runs and fetches nothing; the browser reports what it refuses there.
        var page = await WatchedAsync(await site.OpenAsync(provoked: ["Executing inline event handler violates", "Setting the document's base URI to 'http://outside.invalid/x' violates"]));
        await page.GotoAsync($"/s/{token}");
        await page.ClickAsync("button:has-text('Continue here')");
        await new ParticipantWalk(page).CoWritingAsync();
        Assert.Equal(attacks.Length, await page.Locator(".reply .actions").CountAsync());
        await CheckAsync(page, "the participant's page");

        // Each reply goes into the document, and each attack is pasted as a web page would give it and as plain text.
        await page.EvaluateAsync("document.querySelectorAll('[data-action=insert]').forEach(b => b.click())");
        await PasteAsync(page);
        await page.WaitForSelectorAsync(".saved.ok", new() { Timeout = 300_000 });
        await CheckAsync(page, "the editor");
        await page.ReloadAsync();
        await page.WaitForSelectorAsync(".cowriting");
        await new ParticipantWalk(page).CoWritingAsync();
        await CheckAsync(page, "the editor after a reload");

        var researcher = await WatchedAsync(await site.SignedInAsync());
        var session = await SessionAsync(token);
        foreach (var address in new[] { $"/studies/attacked/sessions/{session}", "/studies/attacked/conversations", "/studies/attacked/free-text", "/studies/attacked", "/people" })
        {
            await researcher.GotoAsync(address);
            await researcher.WaitForSelectorAsync("main h1, main h2");
            await CheckAsync(researcher, address);
        }

        output.WriteLine($"{attacks.Length} attacks as messages, replies, comments, answers, names, and put into the document three ways; none ran, none fetched.");
    }

    private async Task<IPage> WatchedAsync(IPage page)
    {
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(site.Site.Address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) outside.Add(request.Url);
        };
        page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        await page.AddInitScriptAsync("window.begun = true");
        return page;
    }

    private async Task CheckAsync(IPage page, string where)
    {
        Assert.True(await page.EvaluateAsync<bool>("window.begun"), "Scripts of the page's own run.");
        Assert.True(await page.EvaluateAsync<int?>("window.hurt ?? null") is null, $"A script ran on {where}.");
        Assert.Empty(await page.EvaluateAsync<string[]>(Dangerous));
        Assert.Empty(outside);
    }

    private async Task PasteAsync(IPage page) => await page.EvaluateAsync(
        """
        attacks => {
          const editor = document.querySelector('.ql-editor');
          editor.focus();
          for (const attack of attacks) for (const kind of ['text/html', 'text/plain']) {
            const data = new DataTransfer();
            data.setData(kind, attack);
            if (kind === 'text/html') data.setData('text/plain', 'pasted');
            editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
          }
        }
        """,
        attacks);

    /// <summary>A session that holds the attacks wherever somebody's words are kept, and accounts whose names they are.</summary>
    private async Task<string> FillAsync()
    {
        await using var db = site.Site.OpenDatabase();
        var at = new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);
        var definition = SampleStudy.Definition() with
        {
            Turns = new TurnRules(MinimumTurns: 1, MaximumTurns: 1000, RateEveryTurns: 1000), Session = SampleStudy.Definition().Session with { RecordDeltas = false },
        };
        var study = new Study("attacked", definition, at);
        study.MoveTo(StudyState.Open);
        db.Add(study);
        var participant = new Participant(study.Id, "ATTACKED1", Name(attacks[0], 0), "prolific", false, at);
        participant.Consent(new(true, true), at);
        var session = new Session(study.Id, participant.Id, at);
        var assignment = new Assignment(study.Id, participant.Id, "K", "blog-post", 0, 0, 42, at);
        session.Allocate(assignment);
        session.ChooseTopic(attacks[0]);
        session.AnswerIntake([new("audience", attacks[1]), new("tone", attacks[2])]);
        session.BeginCoWriting(at);
        session.TakeOver(Tab);
        db.AddRange(participant, session, assignment);
        for (var i = 0; i < attacks.Length; i++)
        {
            var turn = new Turn(session.Id, i + 1, $"key-{i}", attacks[i], at);
            var attempt = new ReplyAttempt(turn.Id, 1, "p", "h", at);
            attempt.End(ReplyOutcome.Completed, attacks[i], null, new ReplyFacts("hash", 7, 40, 12, 9, 1, 2, 3, "stop"), at);
            turn.Settle(attempt);
            db.AddRange(turn, attempt, new Rating(session.Id, RatingQuestion.Checkpoint, i + 1, 7, attacks[i], at), new HelpRequest(session.Id, attacks[i], at), new Answer(session.Id, TextQuestion.Strengths, attacks[i], at));
            db.Add(new Account { UserName = $"attacker{i}@example.org", Email = $"attacker{i}@example.org", DisplayName = Name(attacks[i], i) });
        }
        session.TurnCompleted(attacks.Length);
        var text = string.Join('\n', attacks);
        db.Add(new DocumentRevision(session.Id, 1, RevisionCause.Autosave, new JsonObject { ["ops"] = new JsonArray(new JsonObject { ["insert"] = text + "\n" }) }.ToJsonString(), text, 1, at));
        await db.SaveChangesAsync();
        return participant.Token;
    }

    private static string Name(string attack, int number) => $"{attack[..Math.Min(95, attack.Length)]}{number}";

    private async Task<Guid> SessionAsync(string token)
    {
        await using var db = site.Site.OpenDatabase();
        return await db.Participants.Where(p => p.Token == token).Join(db.Sessions, p => p.Id, s => s.ParticipantId, (_, s) => s.Id).SingleAsync();
    }
}
