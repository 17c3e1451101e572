namespace CollabLLM.Core.Sessions;

/// <summary>How a participant made a pair: picked one of two replies, or edited a reply.</summary>
public enum HumanPairSource
{
    Picked,
    Edited,
}
