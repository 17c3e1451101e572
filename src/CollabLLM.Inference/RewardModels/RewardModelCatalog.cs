using System.Collections.Concurrent;
using CollabLLM.Core.Metrics;
using CollabLLM.Inference.Models;
using CollabLLM.Inference.Templates;
using CollabLLM.Inference.Tokenizers;
using Microsoft.Extensions.Options;

namespace CollabLLM.Inference.RewardModels;

/// <summary>The reward models of this host by the name of their folder, beside the policies. Each is loaded once and stays.</summary>
public sealed class RewardModelCatalog(IOptions<InferenceOptions> options) : IRewardModels, IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<ClassifierModel>> loaded = new(StringComparer.Ordinal);

    public IRewardModel For(string name)
    {
        var (folder, label) = Parts(name);
        return new OnnxRewardModel(name, folder, label, () => Load(folder));
    }

    public string? Fault(string name)
    {
        var (folder, label) = Parts(name);
        try
        {
            ClassifierFolder.Read(folder).LabelIndex(label);
            Tokenizer.Load(folder);
            ChatTemplate.Load(folder);
            return null;
        }
        catch (ModelFolderException fault)
        {
            return $"The reward model '{name}' cannot be served. {fault.Message}";
        }
    }

    public void Dispose()
    {
        foreach (var model in loaded.Values.Where(m => m.IsValueCreated)) model.Value.Dispose();
    }

    private ClassifierModel Load(string folder)
    {
        try
        {
            return loaded.GetOrAdd(folder, path => new(() => ClassifierModel.Load(path, options.Value))).Value;
        }
        catch
        {
            // The folder may be mended: the next who asks tries again.
            loaded.TryRemove(folder, out _);
            throw;
        }
    }

    private (string Folder, string? Label) Parts(string name)
    {
        var (folder, label) = name.IndexOf('#', StringComparison.Ordinal) is > 0 and var at ? (name[..at], name[(at + 1)..]) : (name, null);
        return (options.Value.FolderOf(folder), label);
    }
}
