using CollabLLM.Inference.Engine;
using CollabLLM.Inference.Engine.Pages;
using CollabLLM.Inference.Models;
using Microsoft.ML.OnnxRuntime;

namespace CollabLLM.Inference;

/// <summary>A model in memory: its engine, its text, its defaults.</summary>
internal sealed class LoadedModel(ModelDescription description, GenerationDefaults defaults, IModelText text, InferenceEngine engine, ExecutionProvider provider, string? plainBecause) : IAsyncDisposable
{
    public ModelDescription Description { get; } = description;

    public GenerationDefaults Defaults { get; } = defaults;

    public IModelText Text { get; } = text;

    public InferenceEngine Engine { get; } = engine;

    public ExecutionProvider Provider { get; } = provider;

    /// <summary>Null when attention is paged; else why the graph runs as it is.</summary>
    public string? PlainBecause { get; } = plainBecause;

    /// <exception cref="ModelFolderException">The folder cannot be served.</exception>
    public static LoadedModel Load(string folder, string? graphFile, InferenceOptions options, TimeProvider clock, Func<string, IModelText> readText, KvBudget? budget = null)
    {
        var model = ModelFolder.Read(folder, graphFile);
        var text = readText(folder);
        if (text.VocabularySize > model.Description.Vocabulary)
        {
            throw new ModelFolderException(
                Path.Combine(folder, "tokenizer.json"),
                $"the vocabularies disagree: the tokenizer has {text.VocabularySize} ids, the graph gives {model.Description.Vocabulary} logits.");
        }

        var provider = ExecutionProvider.Choose(options.Provider);
        try
        {
            var (runner, plainBecause) = RunnerChoice.Load(model, options, provider);
            // The file went through the managed heap: give that back before it is needed for sessions.
            GC.Collect();
            var engine = new InferenceEngine(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), runner, options, model.Description.ContextLength, clock, budget);
            return new(model.Description, model.Defaults, text, engine, provider, plainBecause);
        }
        catch (OnnxRuntimeException fault)
        {
            throw new ModelFolderException(model.Description.GraphFile, $"ONNX Runtime cannot load the graph: {fault.Message}", fault);
        }
    }

    public ValueTask DisposeAsync() => Engine.DisposeAsync();
}
