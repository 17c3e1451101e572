using CollabLLM.Data.Sessions;

namespace CollabLLM.Data.Documents;

/// <summary>What came of saving the document.</summary>
public abstract record SaveResult
{
    private SaveResult() { }

    public sealed record Saved(int Number) : SaveResult
    {
        /// <summary>Sequence of the last stored change of the document; null where single changes are not kept.</summary>
        public int? LastChange { get; init; }
    }

    /// <summary>The document has moved on, in another tab for instance; this is how it stands. Nothing was written.</summary>
    public sealed record Conflict(RevisionView Latest) : SaveResult;

    public sealed record Refused(string Sentence) : SaveResult;
}
