namespace CollabLLM.Data.Sessions;

/// <summary>What a participant picks of two replies, by where they stand.</summary>
public enum PickedSide
{
    Left,
    Right,
    NoPreference,
}
