namespace CollabLLM.Web.Features.Sessions.Streaming;

/// <summary>How words of a growing reply are set.</summary>
[Flags]
internal enum LiveStyle
{
    None = 0,
    Italic = 1,
    Bold = 2,
    Code = 4,
}
