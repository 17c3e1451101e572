using CollabLLM.Core.Documents;

namespace CollabLLM.Data.Documents;

/// <summary>Saves the document as a new revision, if nothing else was saved since the page last looked.</summary>
public sealed class SaveRevision(RevisionWrite write)
{
    public const int LongestDocument = 1_000_000;

    /// <param name="expectedNumber">Number of the revision that the page has; 0 when there is none.</param>
    /// <param name="content">The editor's <c>{"ops":[..]}</c>.</param>
    /// <param name="changes">What was done since the last acknowledged save, in order; kept where the study records it and the participant agreed.</param>
    public Task<SaveResult> RunAsync(
        Guid sessionId, string tab, int expectedNumber, RevisionCause cause, string content, IReadOnlyList<EditorChange> changes, CancellationToken ct)
    {
        var refusal = Refusal(content);
        return write.RunAsync(sessionId, tab, expectedNumber, cause, _ => Task.FromResult((refusal is null ? content : null, refusal)), changes, ct);
    }

    public Task<SaveResult> RunAsync(Guid sessionId, string tab, int expectedNumber, RevisionCause cause, string content, CancellationToken ct) =>
        RunAsync(sessionId, tab, expectedNumber, cause, content, [], ct);

    private static string? Refusal(string content)
    {
        if (content.Length > LongestDocument) return $"The document is larger than {LongestDocument:N0} characters with its formats. Shorten it; the last saved text is kept.";
        try
        {
            return QuillDelta.Parse(content).Operations.All(o => o.Kind == DeltaKind.Insert) ? null : "The document must hold text only, not changes. Reload the page to go on.";
        }
        catch (FormatException)
        {
            return "The document could not be read, so it was not saved. Reload the page to go on from the last saved text.";
        }
    }
}
