namespace CollabLLM.Core.Policies;

/// <summary>Who waits for a reply. A participant's reply goes before every scoring job, at each step of the engine.</summary>
public enum ReplyPriority
{
    Interactive,
    Scoring,
}
