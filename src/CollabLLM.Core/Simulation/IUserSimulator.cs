using CollabLLM.Core.Conversations;

namespace CollabLLM.Core.Simulation;

/// <summary>Plays the participant: given the goal and the conversation so far, says what the participant would say next.</summary>
public interface IUserSimulator
{
    /// <summary>Model and prompt version; stored with every score.</summary>
    string Id { get; }

    /// <param name="conversation">Ends with an assistant's message, or is empty. System messages are not the participant's business and are left out.</param>
    /// <param name="goal">What the participant wants to have written.</param>
    Task<SimulatedMessage> ReplyAsync(Conversation conversation, string goal, long seed, CancellationToken ct);
}
