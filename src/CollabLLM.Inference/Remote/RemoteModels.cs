using System.ClientModel;
using System.ClientModel.Primitives;
using System.Collections.Concurrent;
using CollabLLM.Core.Policies;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using OpenAI;
using OpenAI.Chat;

namespace CollabLLM.Inference.Remote;

/// <summary>The remote models of this host by name. One client per name, so that its limit of concurrent requests holds for everybody.</summary>
internal sealed class RemoteModels(IOptions<RemoteOptions> options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Lazy<RemoteChatClient>> clients = new(StringComparer.Ordinal);

    /// <param name="model">The full name, <c>remote:NAME</c>.</param>
    public IChatClient ClientFor(string model) => clients.GetOrAdd(model, name => new(() => Create(name))).Value;

    private RemoteChatClient Create(string model)
    {
        var settings = options.Value.Models.GetValueOrDefault(model[RemoteOptions.Prefix.Length..]);
        return new(model, settings ?? new(), settings is null ? () => throw Unknown(model) : () => Connect(model, settings), clock);
    }

    private static ChatClient Connect(string model, RemoteModelOptions settings)
    {
        // Attempts and time limits are ours: the library's own would wait unseen and without the host's clock.
        var connection = new OpenAIClientOptions
        {
            Endpoint = new(settings.BaseUrl), RetryPolicy = new ClientRetryPolicy(0), NetworkTimeout = Timeout.InfiniteTimeSpan,
        };
        return new(settings.Model, new ApiKeyCredential(Key(model, settings)), connection);
    }

    private static string Key(string model, RemoteModelOptions settings)
    {
        if (!string.IsNullOrEmpty(settings.Key)) return settings.Key;
        // The library insists on a key; servers that ask for none ignore this one.
        if (string.IsNullOrEmpty(settings.KeyVariable)) return "none";
        return Environment.GetEnvironmentVariable(settings.KeyVariable) is { Length: > 0 } key
            ? key
            : throw new PolicyUnavailableException(PolicyFailureKind.ModelUnavailable, $"{model} takes its key from the environment variable {settings.KeyVariable}, which is not set.");
    }

    private static PolicyUnavailableException Unknown(string model) =>
        new(PolicyFailureKind.ModelUnavailable, $"{model} is not in the settings; add it under {RemoteOptions.Section}:Models.");
}
