using CollabLLM.Core.Conversations;
using CollabLLM.Core.Policies;
using CollabLLM.Inference;
using CollabLLM.TestKit.Onnx;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CollabLLM.Bench.Scoring;

/// <summary>
/// Behind the product's own chat client: random weights in the shape of SmolLM2-135M's blocks with the embedded model's tokenizer and template,
/// or a model folder as it is.
/// </summary>
internal sealed class ModelUnderTest : IAsyncDisposable
{
    public static readonly string[] Vocabulary = "the a of and to in is you that it for with about garden bread letter friends warm short long first then why how what book city rain music travel family work".Split(' ');
    private const int TokenizerSize = 4096;
    private readonly ModelCatalog catalog;
    private readonly ModelLease lease;

    private ModelUnderTest(string folder, string name, string shape)
    {
        (Name, Shape) = (name, shape);
        catalog = new(Options.Create(new InferenceOptions { ModelsFolder = folder, Threads = 1, KvBudgetBytes = 6L << 30 }), TimeProvider.System, NullLogger<ModelCatalog>.Instance);
        Client = new ScoringPriority(catalog.ClientFor(name));
        lease = catalog.LeaseAsync(name, CancellationToken.None).GetAwaiter().GetResult();
    }

    public string Name { get; }

    public string Shape { get; }

    public static ModelUnderTest Random(int layers)
    {
        var spec = ModelSpec.Of135M with { Vocabulary = TokenizerSize, Layers = layers };
        var folder = Path.Combine(Path.GetTempPath(), $"collab-bench-scoring-{layers}");
        var model = Path.Combine(folder, "scored");
        if (!File.Exists(Path.Combine(model, "config.json"))) RandomModel.Write(model, spec);
        foreach (var file in new[] { "tokenizer.json", "tokenizer_config.json" }) File.Copy(Path.Combine("models", "demo-base", file), Path.Combine(model, file), overwrite: true);
        return new(folder, "scored", FormattableString.Invariant($"random weights, {spec.Layers} layers, hidden {spec.Hidden}, vocabulary {spec.Vocabulary}, fp32, 1 thread"));
    }

    public static ModelUnderTest Of(string folder) => new(Path.GetDirectoryName(Path.GetFullPath(folder))!, Path.GetFileName(Path.GetFullPath(folder)), $"{Path.GetFileName(folder)}, 1 thread");

    public IChatClient Client { get; }

    public long PrefilledTokens => lease.Model.Engine.PrefilledTokens;

    public int CountTokens(IReadOnlyList<Message> messages) => messages.Count == 0 ? 0 : lease.Model.Text.Prompt(messages).Length;

    public async ValueTask DisposeAsync()
    {
        await lease.DisposeAsync();
        await catalog.DisposeAsync();
    }

    private sealed class ScoringPriority(IChatClient inner) : DelegatingChatClient(inner)
    {
        public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            options = options?.Clone() ?? new ChatOptions();
            (options.AdditionalProperties ??= [])[ReplyProperties.Priority] = ReplyPriority.Scoring;
            return base.GetResponseAsync(messages, options, cancellationToken);
        }
    }
}
