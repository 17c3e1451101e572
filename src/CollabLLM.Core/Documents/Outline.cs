using System.Text.Json.Nodes;

namespace CollabLLM.Core.Documents;

/// <summary>The first document where a study starts from an outline: the topic as a heading, the intake answers as a list.</summary>
public static class Outline
{
    public static QuillDelta Of(string topic, IEnumerable<string> answers)
    {
        var outline = new DeltaBuilder();
        Line(outline, topic, new JsonObject { ["header"] = 1 });
        foreach (var answer in answers) Line(outline, answer, new JsonObject { ["list"] = "bullet" });
        return outline.Build();
    }

    /// <summary>In the editor the format of a line belongs to its closing line feed.</summary>
    private static void Line(DeltaBuilder outline, string text, JsonObject format)
    {
        var line = text.ReplaceLineEndings(" ");
        outline.Add(new(DeltaKind.Insert, line.Length, line, null, null));
        outline.Add(new(DeltaKind.Insert, 1, "\n", null, format));
    }
}
