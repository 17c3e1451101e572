namespace CollabLLM.Web.Features.Sessions.Streaming;

/// <summary>A stretch of words of one style; once the next one has begun it does not change any more.</summary>
internal readonly record struct LivePart(string Text, LiveStyle Style);
