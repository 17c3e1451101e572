using System.Collections.Concurrent;
using CollabLLM.Core.Metrics;
using CollabLLM.Inference.Models;
using Microsoft.Extensions.Options;

namespace CollabLLM.Inference.Tokenizers;

/// <summary>The tokenizers of this host's model folders as counters of tokens. Each is read once and stays.</summary>
public sealed class TokenCounterCatalog(IOptions<InferenceOptions> options) : ITokenCounters
{
    private readonly ConcurrentDictionary<string, ITokenCounter> loaded = new(StringComparer.Ordinal);

    public ITokenCounter For(string name) => loaded.GetOrAdd(name, known => new Counter(known, Tokenizer.Load(options.Value.FolderOf(known))));

    public string? Fault(string name)
    {
        try
        {
            For(name);
            return null;
        }
        catch (Exception fault) when (fault is ModelFolderException or ArgumentException)
        {
            return $"The tokenizer '{name}' cannot count tokens. {fault.Message}";
        }
    }

    private sealed class Counter(string name, Tokenizer tokenizer) : ITokenCounter
    {
        public string Id => name;

        public int Count(string text) => tokenizer.Encode(text, plain: true).Length;
    }
}
