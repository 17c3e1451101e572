namespace CollabLLM.Core.Preferences;

/// <summary>Which of two replies a stretch of text belongs to.</summary>
public enum DiffKind
{
    Both,
    OnlyFirst,
    OnlySecond,
}
