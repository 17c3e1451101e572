using CollabLLM.Core.Policies;
using Microsoft.Extensions.AI;

namespace CollabLLM.Inference;

/// <summary>Policies answer through the model folders of this host.</summary>
internal sealed class PolicyClients(ModelCatalog catalog) : IPolicyClients
{
    public IChatClient For(PolicyDefinition policy) => catalog.ClientFor(policy.Model);
}
