using AngleSharp.Dom;
using Bunit;
using CollabLLM.Core.Sessions;
using CollabLLM.Data.Sessions;
using CollabLLM.TestKit;
using CollabLLM.Web.Features.Sessions;
using CollabLLM.Web.Features.Sessions.Streaming;

namespace CollabLLM.ComponentTests.Sessions.Streaming;

/// <summary>A reply as it grows: the words look from the first one on as they will in the end, and a drawing never changes what was drawn.</summary>
public sealed class LiveTextTests : BunitContext
{
    private static readonly string[] Replies =
    [
        "# A small garden\n\nIt begins with **one pot** and *some* patience.\nNothing else.\n\n## What you need\n\n- a pot\n- **good** earth\n- water\n\nThat is `all`.",
        "Do this:\n\n1. Fill the pot.\n2. Put in the seed,\n   not too deep.\n3. Wait.\n\n> Patience is a plant.\n> It grows.\n\nAnd then ***enjoy*** it.",
        "Some code:\n\n```csharp\nvar a = b * c;\n\n// # no heading\n```\n\nDone. 5 * 3 is 15, and a_file_name stays; __this__ is bold.",
        "First paragraph 🙂 with e\u0301.\n\n---\n\n2. A list that begins at two.\n3. Three.\n\n* a star\n* another \\*star\\*\n\nEnd: **bold *and italic* too**.",
        "plain words without any mark, only words, one after the other, as most replies are",
    ];

    [Fact]
    public void The_whole_is_set_as_it_will_be_when_the_reply_has_ended()
    {
        foreach (var reply in Replies)
        {
            var live = Render<LiveText>(p => p.Add(t => t.Text, reply + "\n"));
            var ended = Render<ReplyView>(p => p.Add(r => r.Turn, new TurnView(1, "key", "A question", DateTimeOffset.UnixEpoch, TurnState.Completed, reply, null, 1))).FindAll(".text > *");

            Assert.Equal(Set(ended), Set(live.Nodes.OfType<IElement>()));
        }
    }

    [Fact]
    public void However_a_reply_is_cut_into_pieces_what_was_drawn_stays_and_the_end_is_the_same()
    {
        var random = new Random(4);
        for (var round = 0; round < Battery.Size(1000); round++)
        {
            var reply = string.Join("\n\n", Enumerable.Range(0, 3).Select(_ => Replies[random.Next(Replies.Length)])) + "\n";
            var (live, before) = (new LiveMarkdown(), new List<string>());
            for (var length = 1; length < reply.Length; length += random.Next(1, 30))
            {
                live.Read(reply[..length]);
                var now = Drawn(live);
                Assert.Equal(before.SkipLast(1), now.Take(before.Count - 1));
                if (before.Count > 0) Assert.StartsWith(before[^1], now[before.Count - 1], StringComparison.Ordinal);
                Assert.DoesNotContain(now, part => char.IsHighSurrogate(part[^1]));
                before = now;
            }
            live.Read(reply);
            var whole = new LiveMarkdown();
            whole.Read(reply);

            Assert.Equal(Words(whole), Words(live));
        }
    }

    [Fact]
    public void No_mark_is_seen_while_it_grows()
    {
        var reply = Replies[0] + "\n\n" + Replies[1];
        for (var length = 1; length <= reply.Length; length++)
        {
            var live = new LiveMarkdown();
            live.Read(reply[..length]);
            Assert.DoesNotContain(Words(live), c => c is '#' or '*' or '`' or '>' or '-');
        }
    }

    [Fact]
    public async Task A_drawing_sends_as_much_at_the_end_of_a_long_reply_as_at_its_beginning()
    {
        var text = string.Concat(Enumerable.Range(0, 12).Select(i => $"## Part {i}\n\n" + string.Concat(Enumerable.Range(0, 40).Select(j => $"word {i}.{j} and **so** on ")) + "\n\n- one\n- two\n\n"));
        await using var renderer = new CountingRenderer();
        var sent = new List<int>();

        for (var length = 60; length < text.Length; length += 60) sent.Add(await renderer.DrawAsync(text[..length]));

        Assert.True(sent.Count > 150, $"{sent.Count} drawings");
        Assert.All(sent, count => Assert.InRange(count, 0, 30));
        Assert.InRange(sent.TakeLast(50).Average(), 0, sent.Skip(10).Take(50).Average() + 1);
    }

    [Fact]
    public void No_text_of_the_battery_becomes_markup()
    {
        string[] allowed = ["p", "strong", "em", "code", "pre", "ul", "ol", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr"];
        foreach (var attack in ScriptAttacks.All)
        {
            var live = Render<LiveText>(p => p.Add(t => t.Text, attack + "\n"));
            foreach (var element in live.FindAll("*"))
            {
                Assert.Contains(element.LocalName, allowed);
                Assert.All(element.Attributes, a => Assert.Contains(a.Name, (string[])["start", "class"]));
            }
        }
    }

    // Each part with where it stands, in the order of the page.
    private static List<string> Drawn(LiveMarkdown live) =>
        [.. live.Blocks.SelectMany((b, i) => b.Lines.SelectMany((l, j) => l.Parts.Select(p => $"{i} {b.Element} {j} {p.Style} {p.Text}")))];

    private static string Words(LiveMarkdown live) => string.Concat(live.Blocks.SelectMany(b => b.Lines.SelectMany(l => l.Parts.Select(p => p.Text))));

    // What is set how: blocks and items by their words, and each stretch of letters by the elements around it that a reader can see.
    private static string[] Set(IEnumerable<IElement> blocks) => [.. blocks.SelectMany(Set)];

    private static IEnumerable<string> Set(IElement block)
    {
        if (block.LocalName is "ul" or "ol") return [$"{block.LocalName} {block.GetAttribute("start")}", .. block.Children.SelectMany(i => Stretches(i).Prepend("li"))];
        return Stretches(block).Prepend(block.LocalName);
    }

    private static List<string> Stretches(IElement block)
    {
        var letters = block.Descendants<IText>().SelectMany(t => t.Data.Where(c => !char.IsWhiteSpace(c)).Select(c => (Letter: c, Style: Style(t, block))));
        var (stretches, style) = (new List<string>(), "?");
        foreach (var (letter, set) in letters)
        {
            if (set != style) stretches.Add($"{set}: ");
            stretches[^1] += letter;
            style = set;
        }
        return stretches;
    }

    private static string Style(INode text, IElement block) =>
        string.Join(' ', text.Ancestors<IElement>().TakeWhile(a => a != block).Select(a => a.LocalName).Where(n => n is "strong" or "em" or "code").Where(_ => block.LocalName != "pre").Order(StringComparer.Ordinal));
}
