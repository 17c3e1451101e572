using System.Globalization;
using CollabLLM.Core.Sessions;
using CollabLLM.Data.Sessions;

namespace CollabLLM.Cli.Bots;

/// <summary>What a browser's page would notice of a bot: typing, reading, idling, being away, on a monotonic clock of its own.</summary>
internal sealed class BotPage(Guid sessionId, string tab, Random random, BotTime time, TimeProvider clock, RecordEvents record)
{
    private readonly DateTimeOffset opened = clock.GetUtcNow();
    private readonly List<ClientEvent> batch = [];

    public double NowMs => (clock.GetUtcNow() - opened).TotalMilliseconds;

    public void Note(string kind, int? turn = null, string? data = null) => batch.Add(new(kind, NowMs, turn, data));

    /// <summary>Types in bursts with moments of thought between them, at 3 to 7 characters a second.</summary>
    public void Type(string where, int characters)
    {
        var perSecond = 3 + (4 * random.NextDouble());
        while (characters > 0)
        {
            var burst = Math.Min(characters, random.Next(8, 40));
            var ms = burst / perSecond * 1000;
            time.Skip(ms);
            Note(EventKinds.Typing, null, string.Create(CultureInfo.InvariantCulture, $"{{\"where\":\"{where}\",\"durationMs\":{ms:F0},\"keys\":{burst + random.Next(4)},\"characters\":{burst}}}"));
            time.Skip(random.Next(500, 3500));
            characters -= burst;
        }
    }

    /// <summary>Reads 180 to 300 words a minute, with a sign of life now and then.</summary>
    public void Read(string text, int turn)
    {
        var ms = text.Split(' ').Length / (3 + (2 * random.NextDouble())) * 1000;
        for (; ms > 0; ms -= 6000)
        {
            time.Skip(Math.Min(ms, 6000));
            Note(EventKinds.Activity);
        }
        Note(EventKinds.ReadToEnd, turn);
    }

    /// <summary>Thinks; some look away for longer than the idle limit, some leave the tab.</summary>
    public void Ponder()
    {
        time.Skip(random.Next(1000, 9000));
        var chance = random.NextDouble();
        if (chance < 0.06) time.Skip(random.Next(35_000, 90_000));
        if (chance is > 0.06 and < 0.1)
        {
            Note(EventKinds.Hidden);
            time.Skip(random.Next(8_000, 60_000));
            Note(EventKinds.Visible);
        }
        Note(EventKinds.Activity);
    }

    public void Pass(int fromMs, int toMs) => time.Skip(random.Next(fromMs, toMs));

    public async Task FlushAsync(CancellationToken ct)
    {
        if (batch.Count == 0) return;
        if (await record.RunAsync(sessionId, tab, NowMs, [.. batch], ct) is StepResult.Refused refused) throw new BotException(refused.Sentence);
        batch.Clear();
    }
}
