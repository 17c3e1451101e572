using Microsoft.Extensions.AI;

namespace CollabLLM.Core.Policies;

/// <summary>Gives the chat client that answers for a policy's model. A process boundary: the engine implements it, the study only asks.</summary>
public interface IPolicyClients
{
    /// <summary>Cheap; a model that cannot be served is reported when a reply is asked for, as a <see cref="PolicyUnavailableException"/>.</summary>
    IChatClient For(PolicyDefinition policy);
}
