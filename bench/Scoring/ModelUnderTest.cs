using CollabLLM.Core.Conversations;
using CollabLLM.Core.Policies;
using CollabLLM.Inference;
using CollabLLM.TestKit.Onnx;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CollabLLM.Bench.Scoring;

/// <summary>Random weights in the shape of SmolLM2-135M's blocks with the embedded model's tokenizer and template, behind the product's own chat client.</summary>
internal sealed class ModelUnderTest : IAsyncDisposable
{
    public const string Name = "scored";
    public static readonly string[] Vocabulary = "the a of and to in is you that it for with about garden bread letter friends warm short long first then why how what book city rain music travel family work".Split(' ');
    private const int TokenizerSize = 4096;
    private readonly ModelSpec spec;
    private readonly ModelCatalog catalog;
    private readonly ModelLease lease;

    public ModelUnderTest(int layers)
    {
        spec = ModelSpec.Of135M with { Vocabulary = TokenizerSize, Layers = layers };
        var folder = Path.Combine(Path.GetTempPath(), $"collab-bench-scoring-{layers}");
        var model = Path.Combine(folder, Name);
        if (!File.Exists(Path.Combine(model, "config.json"))) RandomModel.Write(model, spec);
        foreach (var file in new[] { "tokenizer.json", "tokenizer_config.json" }) File.Copy(Path.Combine("models", "demo-base", file), Path.Combine(model, file), overwrite: true);
        catalog = new(Options.Create(new InferenceOptions { ModelsFolder = folder, Threads = 1, KvBudgetBytes = 6L << 30 }), TimeProvider.System, NullLogger<ModelCatalog>.Instance);
        Client = new ScoringPriority(catalog.ClientFor(Name));
        lease = catalog.LeaseAsync(Name, CancellationToken.None).GetAwaiter().GetResult();
    }

    public string Shape => FormattableString.Invariant($"{spec.Layers} layers, hidden {spec.Hidden}, vocabulary {spec.Vocabulary}, fp32, 1 thread");

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
