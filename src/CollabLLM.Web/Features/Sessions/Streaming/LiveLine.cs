namespace CollabLLM.Web.Features.Sessions.Streaming;

/// <summary>The words of a block, or of one item of a list.</summary>
internal sealed class LiveLine(bool isDeeper)
{
    // A part this long is left alone; a shorter one is sent again with what follows, so that a slow model does not make a part of each word.
    private const int PartLength = 40;
    private readonly List<LivePart> parts = [];

    public bool IsDeeper => isDeeper;

    public IReadOnlyList<LivePart> Parts => parts;

    public void Add(string text, LiveStyle style)
    {
        if (text.Length == 0) return;
        if (parts is [.., { } last] && last.Style == style && (last.Text.Length < PartLength || style.HasFlag(LiveStyle.Code))) parts[^1] = last with { Text = last.Text + text };
        else parts.Add(new(text, style));
    }
}
