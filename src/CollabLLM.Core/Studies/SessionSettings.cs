namespace CollabLLM.Core.Studies;

/// <summary>What the session page offers. Defaults are the published study's where it says anything.</summary>
public sealed record SessionSettings(
    bool PolicySeesDocument = false,
    bool EditingAllowed = true,
    bool DocumentOnLeft = false,
    bool EnterSends = true,
    bool PreferNotToSay = false,
    bool StartFromOutline = false,
    bool RecordDeltas = false,
    int IdleAfterSeconds = 30);
