using Bunit;
using CollabLLM.Data.Sessions;
using CollabLLM.Web.Features.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace CollabLLM.ComponentTests.Sessions;

/// <summary>What is seen and what is read aloud while a reply waits for its turn.</summary>
public sealed class LiveReplyViewTests : BunitContext
{
    private readonly LiveReply reply = new(Guid.NewGuid(), 1, CancellationToken.None);

    public LiveReplyViewTests() => Services.AddSingleton(TimeProvider.System);

    [Fact]
    public void The_place_in_the_queue_counts_down_until_the_reply_begins()
    {
        reply.Waits(3);
        var view = Render<LiveReplyView>(p => p.Add(v => v.Reply, reply));
        Assert.Equal("The assistant is busy. You are number 3 in the queue.", view.Find(".waiting").TextContent);

        reply.Waits(2);
        view.WaitForAssertion(() => Assert.Equal("The assistant is busy. You are number 2 in the queue.", view.Find(".waiting").TextContent));
        reply.Waits(1);
        view.WaitForAssertion(() => Assert.Equal("The assistant is busy. You are next.", view.Find(".waiting").TextContent));
        reply.Waits(0);
        view.WaitForAssertion(() => Assert.Equal("Writing a reply…", view.Find(".waiting").TextContent));
        reply.Append("Here it is.");
        view.WaitForAssertion(() => Assert.Equal("Here it is.", view.Find(".live-text").TextContent));
        Assert.Empty(view.FindAll(".waiting"));
    }

    [Fact]
    public void Read_aloud_is_the_first_place_and_then_each_time_that_the_queue_has_halved()
    {
        reply.Waits(9);
        var view = Render<LiveReplyView>(p => p.Add(v => v.Reply, reply));
        var heard = new List<string>();

        for (var place = 9; place >= 0; place--)
        {
            reply.Waits(place);
            var seen = place switch { 0 => "Writing", 1 => "next", _ => $"number {place} " };
            view.WaitForAssertion(() => Assert.Contains(seen, view.Find(".waiting").TextContent, StringComparison.Ordinal));
            var aloud = view.Find("[role=status]").TextContent;
            if (aloud.Length > 0 && heard.LastOrDefault() != aloud) heard.Add(aloud);
        }

        Assert.Equal(["number 9", "number 4", "number 2", "next"], heard.Select(h => h.Contains("next", StringComparison.Ordinal) ? "next" : h.Split("You are ")[1].Replace(" in the queue.", "", StringComparison.Ordinal)));
        Assert.Equal("", view.Find("[role=status]").TextContent);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) reply.Dispose();
    }
}
