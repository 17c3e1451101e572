namespace CollabLLM.Core.Documents;

/// <summary>What an operation of a <see cref="QuillDelta"/> does.</summary>
public enum DeltaKind
{
    Insert,
    Retain,
    Delete,
}
