namespace CollabLLM.Core.Studies;

/// <summary>How long the co-writing lasts. As published: at least 8 turns, a rating after every 3. With a minimum of 9 the third checkpoint is unselected.</summary>
public sealed record TurnRules(int MinimumTurns = 8, int MaximumTurns = 30, int RateEveryTurns = 3, int MaximumMessageLength = 4000)
{
    /// <summary>Whether an interaction rating is due after this many completed turns.</summary>
    public bool IsCheckpoint(int completedTurns) => RateEveryTurns > 0 && completedTurns > 0 && completedTurns % RateEveryTurns == 0;
}
