namespace CollabLLM.Web.Features.Sessions.Streaming;

/// <summary>A paragraph, a heading, a list: it grows while it is the last one and then stays as it is.</summary>
/// <param name="element">Its element in HTML.</param>
/// <param name="start">First number of a numbered list.</param>
internal sealed class LiveBlock(string element, int start = 1)
{
    private readonly List<LiveLine> lines = [];

    public string Element => element;

    public int Start => start;

    public bool IsList => element is "ul" or "ol";

    public IReadOnlyList<LiveLine> Lines => lines;

    public bool IsEmpty => lines.All(l => l.Parts.Count == 0);

    public void Begin(bool isDeeper = false) => lines.Add(new(isDeeper));

    public void Add(string text, LiveStyle style) => lines[^1].Add(text, style);
}
