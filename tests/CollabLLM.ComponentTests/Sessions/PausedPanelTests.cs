using Bunit;
using CollabLLM.Data.Sessions;
using CollabLLM.TestKit;
using CollabLLM.Web.Features.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace CollabLLM.ComponentTests.Sessions;

public sealed class PausedPanelTests : BunitContext
{
    private static readonly DateTimeOffset Began = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_time_of_writing_leaves_the_pauses_out_and_the_pause_goes_on_counting()
    {
        var clock = new ManualTimeProvider(Began.AddMinutes(30));
        Services.AddSingleton<TimeProvider>(clock);
        JSInterop.Mode = JSRuntimeMode.Loose;
        var panel = Render<PausedPanel>(p => p.Add(s => s.Began, Began).Add(s => s.Pauses, new PauseView(TimeSpan.FromMinutes(8), Began.AddMinutes(25))));
        Assert.Equal(["17 minutes", "5 minutes"], panel.FindAll("dd").Select(d => d.TextContent));

        clock.Advance(TimeSpan.FromMinutes(130));
        panel.Render();

        Assert.Equal(["17 minutes", "2 hours 15 minutes"], panel.FindAll("dd").Select(d => d.TextContent));
    }
}
