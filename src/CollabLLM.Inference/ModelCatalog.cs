using System.Collections.Concurrent;
using CollabLLM.Core.Policies;
using CollabLLM.Inference.Engine.Pages;
using CollabLLM.Inference.Models;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CollabLLM.Inference;

/// <summary>The models of this host by the name of their folder. A model is loaded when its first request comes and unloaded when it has been idle.
/// All of them share one budget of keys and values.</summary>
public sealed partial class ModelCatalog : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ModelShelf> shelves = new(StringComparer.Ordinal);
    private readonly ILogger<ModelCatalog> logger;
    private readonly ITimer unloading;
    private readonly KvBudget kv;

    public ModelCatalog(IOptions<InferenceOptions> options, TimeProvider clock, ILogger<ModelCatalog> logger)
    {
        Options = options.Value;
        Clock = clock;
        kv = new(Options.KvBudgetBytes);
        this.logger = logger;
        var period = Options.IdleUnload / 4;
        unloading = clock.CreateTimer(_ => UnloadIdle(), null, period, period);
    }

    /// <summary>Names of the folders that hold a config.json or genai_config.json, in order.</summary>
    public IReadOnlyList<string> Names =>
        Directory.Exists(Options.ModelsFolder)
            ? [.. Directory.EnumerateDirectories(Options.ModelsFolder)
                .Where(folder => File.Exists(Path.Combine(folder, "config.json")) || File.Exists(Path.Combine(folder, "genai_config.json")))
                .Select(folder => Path.GetFileName(folder)!)
                .Order(StringComparer.Ordinal)]
            : [];

    /// <summary>The models that are in memory now.</summary>
    public IReadOnlyList<ModelStatus> Loaded =>
        [.. shelves.Select(s => (s.Key, s.Value.Loaded)).Where(s => s.Loaded is not null).OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => Status(s.Key, s.Loaded!))];

    internal InferenceOptions Options { get; }

    internal TimeProvider Clock { get; }

    internal Func<string, IModelText> ReadText { get; init; } = FolderText.Load;

    /// <summary>The chat client of a model folder. Cheap; a folder that is missing or cannot be served is reported when a reply is asked for.</summary>
    /// <exception cref="ArgumentException">The name is a path, not a folder's name.</exception>
    public IChatClient ClientFor(string model)
    {
        // What is no name is refused here, not at the first reply.
        _ = Options.FolderOf(model);
        return new OnnxChatClient(this, model);
    }

    /// <summary>What the folder holds, without loading its weights into the engine.</summary>
    /// <exception cref="ModelFolderException">The folder cannot be served.</exception>
    public ModelDescription Describe(string model) => ModelFolder.Read(Options.FolderOf(model), Options.Files.GetValueOrDefault(model)).Description;

    public async ValueTask DisposeAsync()
    {
        await unloading.DisposeAsync();
        foreach (var shelf in shelves.Values)
        {
            if (shelf.Loaded is { } model) await model.DisposeAsync();
        }
    }

    internal async Task<ModelLease> LeaseAsync(string model, CancellationToken ct)
    {
        try
        {
            return await shelves.GetOrAdd(model, name => new(() => Load(name), Clock)).LeaseAsync(ct);
        }
        catch (ModelFolderException fault)
        {
            LogRefused(model, fault.Message);
            throw new PolicyUnavailableException(PolicyFailureKind.ModelUnavailable, fault.Message, fault);
        }
    }

    private LoadedModel Load(string model)
    {
        var loaded = LoadedModel.Load(Options.FolderOf(model), Options.Files.GetValueOrDefault(model), Options, Clock, ReadText, kv);
        LogLoaded(model, loaded.Provider.Name, loaded.Provider.Reason, loaded.PlainBecause ?? "paged");
        return loaded;
    }

    private static ModelStatus Status(string name, LoadedModel model) => new(
        name, model.Description.Hash, model.Provider.Name, model.Provider.Reason,
        model.PlainBecause is { } reason ? $"plain: {reason}" : "paged", model.Engine.QueueLength, model.Engine.KvBytes);

    private async void UnloadIdle() => await UnloadIdleAsync();

    internal async Task UnloadIdleAsync()
    {
        foreach (var (name, shelf) in shelves)
        {
            if (shelf.TakeIdle(Options.IdleUnload) is not { } model) continue;
            await model.DisposeAsync();
            LogUnloaded(name);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Model {Model} is loaded on {Provider} ({Reason}); attention: {Attention}.")]
    private partial void LogLoaded(string model, string provider, string reason, string attention);

    [LoggerMessage(2, LogLevel.Information, "Model {Model} was idle and is unloaded.")]
    private partial void LogUnloaded(string model);

    [LoggerMessage(3, LogLevel.Error, "Model {Model} cannot be served. {Fault}")]
    private partial void LogRefused(string model, string fault);
}
