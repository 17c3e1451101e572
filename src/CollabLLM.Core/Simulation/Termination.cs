namespace CollabLLM.Core.Simulation;

/// <summary>The signal by which a simulated participant ends the conversation; anywhere in the message, and the message stays.</summary>
public static class Termination
{
    public const string Signal = "[[TERMINATE CHAT]]";

    public static bool IsIn(string message) => message.Contains(Signal, StringComparison.Ordinal);
}
