namespace CollabLLM.Core.Documents;

/// <summary>Why a revision was made.</summary>
public enum RevisionCause
{
    Outline,
    Autosave,
    Insert,
    Restore,
    Final,
}
