using System.Globalization;
using CollabLLM.E2ETests;
using Microsoft.Playwright;

namespace CollabLLM.Bench.Sessions;

/// <summary>A participant's page in a real browser that notes when keys and words were painted, and what came over the wire while a reply streamed.</summary>
internal sealed class MeasuredPage(IPage page)
{
    // Event Timing tells a key's way to the next paint in steps of 8 ms; below 16 ms it says nothing, so a key that is not told took less.
    private const string Probe =
        """
        window.measured = { keys: [], first: {}, end: {} };
        new PerformanceObserver(list => { for (const e of list.getEntries()) if (e.name === 'keydown') measured.keys.push(e.duration); }).observe({ type: 'event', durationThreshold: 16 });
        const painted = (where, turn) => { if (where[turn]) return; where[turn] = -1; requestAnimationFrame(() => requestAnimationFrame(() => { where[turn] = performance.timeOrigin + performance.now(); })); };
        new MutationObserver(() => {
          for (const reply of document.querySelectorAll('.reply')) {
            if (reply.querySelector('.live-text p')) painted(measured.first, reply.dataset.reply);
            if (reply.querySelector('.actions')) painted(measured.end, reply.dataset.reply);
          }
        }).observe(document, { childList: true, subtree: true, characterData: true });
        """;

    private readonly List<int> frames = [];
    private bool isStreaming;
    private int typed;

    public IReadOnlyList<int> FramesAtTheEnd => frames;

    public string Url => page.Url;

    public async Task BeginAsync()
    {
        await page.AddInitScriptAsync(Probe);
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) =>
        {
            lock (frames) if (isStreaming && frame.Binary is { Length: > 0 } bytes) frames.Add(bytes.Length);
        };
        await new ParticipantWalk(page).BeginAsync();
    }

    /// <summary>One message; while its reply streams the participant types into the document. Frames count once the text is long.</summary>
    public async Task ExchangeAsync(int number)
    {
        await page.FillAsync("#message", string.Create(CultureInfo.InvariantCulture, $"please write part {number} of my text"));
        await page.PressAsync("#message", "Enter");
        await page.Locator($"[data-reply='{number}'] .live-text p").First.WaitForAsync();
        await page.ClickAsync(".ql-editor");
        await page.Keyboard.TypeAsync("typed while the reply streams ", new() { Delay = 90 });
        typed += 30;
        // From here on nothing else happens on the page: what comes is the stream's last third.
        await LongAsync(number, 3000);
        lock (frames) isStreaming = true;
        await LongAsync(number, 4200);
        lock (frames) isStreaming = false;
        await page.WaitForSelectorAsync($"[data-reply='{number}'] .actions");
        await Task.Delay(300);
        await new ParticipantWalk(page).RateIfDueAsync();
    }

    // Asked again and again from here: a waiting script of the page's own is forbidden by its content security policy.
    private async Task LongAsync(int number, int characters)
    {
        while (await page.EvaluateAsync<int>("number => document.querySelector(`[data-reply='${number}'] .live-text, [data-reply='${number}'] .text`)?.textContent.length ?? 0", number) < characters)
            await Task.Delay(20);
    }

    public async Task<double[]> KeysAsync()
    {
        var slow = await page.EvaluateAsync<double[]>("measured.keys");
        return [.. slow, .. Enumerable.Repeat(8.0, Math.Max(0, typed - slow.Length))];
    }

    public Task<Dictionary<string, double>> PaintedAsync(string what) => page.EvaluateAsync<Dictionary<string, double>>($"measured.{what}");
}
