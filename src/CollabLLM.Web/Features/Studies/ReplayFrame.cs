namespace CollabLLM.Web.Features.Studies;

/// <summary>A change of the document, or the whole of it.</summary>
public sealed record ReplayFrame(long AtMs, string Delta, bool IsWhole);
