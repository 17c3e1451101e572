using CollabLLM.Core.Policies;
using CollabLLM.Inference.Remote;
using Microsoft.Extensions.AI;

namespace CollabLLM.Inference;

/// <summary>Policies answer through the model folders of this host, or through the remote models of its settings.</summary>
internal sealed class PolicyClients(ModelCatalog catalog, RemoteModels remotes) : IPolicyClients
{
    public IChatClient For(PolicyDefinition policy) =>
        policy.Model.StartsWith(RemoteOptions.Prefix, StringComparison.Ordinal) ? remotes.ClientFor(policy.Model) : catalog.ClientFor(policy.Model);
}
