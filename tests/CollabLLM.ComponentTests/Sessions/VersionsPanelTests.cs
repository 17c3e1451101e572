using Bunit;
using CollabLLM.Core.Documents;
using CollabLLM.Data.Sessions;
using CollabLLM.TestKit;
using CollabLLM.Web.Features.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace CollabLLM.ComponentTests.Sessions;

public sealed class VersionsPanelTests : BunitContext
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    public VersionsPanelTests() => Services.AddSingleton<TimeProvider>(new ManualTimeProvider(Now));

    [Fact]
    public void Versions_that_are_being_read_are_not_taken_for_none()
    {
        Assert.Contains("Reading the versions", Show(null).Markup, StringComparison.Ordinal);
        Assert.Contains("No version yet", Show([]).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void An_earlier_version_shows_what_came_and_what_went_and_can_be_restored()
    {
        int? restored = null;
        var panel = Render<VersionsPanel>(p => p.Add(v => v.Revisions, [Version(1, "a small garden", 12), Version(2, "a big garden", 0)]).Add(v => v.OnRestore, number => restored = number));
        Assert.True(panel.Find("button").HasAttribute("disabled"));

        panel.Find("input").Input("1");
        panel.Find("button").Click();

        Assert.Contains("Version 1 of 2, saved 12 minutes ago", panel.Markup, StringComparison.Ordinal);
        Assert.Equal(("big ", "small "), (panel.Find("ins").TextContent, panel.Find("del").TextContent));
        Assert.Equal(1, restored);
    }

    private IRenderedComponent<VersionsPanel> Show(IReadOnlyList<RevisionView>? revisions) => Render<VersionsPanel>(p => p.Add(v => v.Revisions, revisions!));

    private static RevisionView Version(int number, string text, int minutesAgo) => new(number, RevisionCause.Autosave, "{}", text, null, Now.AddMinutes(-minutesAgo));
}
