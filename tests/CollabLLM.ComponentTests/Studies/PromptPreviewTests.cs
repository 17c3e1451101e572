using Bunit;
using CollabLLM.Core.Policies;
using CollabLLM.Core.Studies;
using CollabLLM.TestKit;
using CollabLLM.Web.Features.Studies;

namespace CollabLLM.ComponentTests.Studies;

public sealed class PromptPreviewTests : BunitContext
{
    private static readonly StudyDefinition Study = SampleStudy.Definition() with
    {
        Arms = [new("K", "Base", new PolicyDefinition("base")), new("P", "Proactive", new PolicyDefinition("base", "Ask first."))],
    };

    [Fact]
    public void Each_arm_shows_its_own_messages_in_order_and_their_hash()
    {
        var preview = Render<PromptPreview>(p => p.Add(s => s.Definition, Study));
        preview.Find("#said").Input("first\n\nsecond");

        var prompts = preview.FindAll(".prompt");

        Assert.Equal(["user first", "assistant (the policy's reply)", "user second"], Lines(prompts[0]));
        Assert.Equal(["system Ask first.", "user first", "assistant (the policy's reply)", "user second"], Lines(prompts[1]));
        Assert.Equal(2, preview.FindAll("[data-testid=prompt-hash]").Select(h => h.TextContent).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void The_document_stands_in_the_prompt_only_where_the_policy_sees_it()
    {
        var blind = Render<PromptPreview>(p => p.Add(s => s.Definition, Study));
        var seeing = Render<PromptPreview>(p => p.Add(s => s.Definition, Study with { Session = new SessionSettings(PolicySeesDocument: true) }));
        seeing.Find("#seen").Input("My garden.");

        Assert.Empty(blind.FindAll("#seen"));
        Assert.Contains("system The document as it stands now:\nMy garden.", Lines(seeing.FindAll(".prompt")[0]));
    }

    private static IReadOnlyList<string> Lines(AngleSharp.Dom.IElement prompt) =>
        [.. prompt.QuerySelectorAll("dl div").Select(d => $"{d.QuerySelector("dt")!.TextContent} {d.QuerySelector("dd")!.TextContent}")];
}
