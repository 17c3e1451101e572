namespace CollabLLM.Core.Simulation;

/// <summary>What a user simulator answered: a message, or why there is none.</summary>
public abstract record SimulatedMessage
{
    private SimulatedMessage() { }

    public sealed record Said(string Text) : SimulatedMessage;

    public sealed record Failed(string Reason) : SimulatedMessage;
}
