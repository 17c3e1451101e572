using CollabLLM.Core.Policies;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace CollabLLM.Inference;

/// <summary>The models of this host by the name of their folder. A model is loaded when its first request comes and unloaded when it has been idle.</summary>
public sealed class ModelCatalog(IOptions<InferenceOptions> options)
{
    /// <summary>Names of the folders that hold a config.json or genai_config.json, in order.</summary>
    public IReadOnlyList<string> Names =>
        Directory.Exists(options.Value.ModelsFolder)
            ? [.. Directory.EnumerateDirectories(options.Value.ModelsFolder)
                .Where(folder => File.Exists(Path.Combine(folder, "config.json")) || File.Exists(Path.Combine(folder, "genai_config.json")))
                .Select(folder => Path.GetFileName(folder)!)
                .Order(StringComparer.Ordinal)]
            : [];

    /// <summary>The chat client of a model folder. Cheap; a folder that is missing or cannot be served is reported when a reply is asked for.</summary>
    /// <exception cref="ArgumentException">The name is a path, not a folder's name.</exception>
    public IChatClient ClientFor(string model)
    {
        if (model.Length == 0 || model.AsSpan().IndexOfAny('/', '\\') >= 0 || model is "." or "..")
        {
            throw new ArgumentException($"'{model}' is not the name of a model folder.", nameof(model));
        }

        return new OnnxChatClient(Path.Combine(options.Value.ModelsFolder, model));
    }
}
