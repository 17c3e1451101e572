using CollabLLM.Core.Conversations;
using CollabLLM.Inference.Engine;
using CollabLLM.Inference.Models;
using CollabLLM.Inference.Templates;
using CollabLLM.Inference.Tokenizers;
using Microsoft.ML.OnnxRuntime;

namespace CollabLLM.Inference.RewardModels;

/// <summary>
/// A sequence-classification model in memory. One conversation is one run of batch 1: no padding and no neighbours, so that a value never
/// depends on what else is scored. One run at a time: scoring must not take the cores that participants' replies need.
/// </summary>
internal sealed class ClassifierModel : IDisposable
{
    private readonly ClassifierFolder folder;
    private readonly PromptEncoder prompts;
    private readonly InferenceSession session;
    private readonly RunOptions run = new();
    private readonly SemaphoreSlim place = new(1);

    private ClassifierModel(ClassifierFolder folder, PromptEncoder prompts, InferenceSession session) => (this.folder, this.prompts, this.session) = (folder, prompts, session);

    /// <exception cref="ModelFolderException">The folder cannot be served.</exception>
    public static ClassifierModel Load(string path, InferenceOptions options)
    {
        var folder = ClassifierFolder.Read(path);
        var prompts = new PromptEncoder(Tokenizer.Load(path), ChatTemplate.Load(path));
        try
        {
            using var settings = RuntimeSettings.Create(options, folder.GraphFile);
            return new(folder, prompts, new InferenceSession(folder.GraphFile, settings));
        }
        catch (OnnxRuntimeException fault)
        {
            throw new ModelFolderException(folder.GraphFile, $"ONNX Runtime cannot load the graph: {fault.Message}", fault);
        }
    }

    /// <returns>The label's value (a logit, or a probability from 0 to 1) and no reason, or null and why this conversation has none.</returns>
    public async Task<(double? Value, string? Reason)> ScoreAsync(Conversation conversation, int label, CancellationToken ct)
    {
        var (ids, reason) = Encode(conversation);
        if (reason is not null) return (null, reason);
        await place.WaitAsync(ct);
        try
        {
            return (await Task.Run(() => Value(Logits(ids), label), ct), null);
        }
        finally
        {
            place.Release();
        }
    }

    public void Dispose()
    {
        session.Dispose();
        run.Dispose();
        place.Dispose();
    }

    private (int[] Ids, string? Reason) Encode(Conversation conversation)
    {
        try
        {
            var ids = prompts.Encode([.. conversation], addGenerationPrompt: false);
            return (ids, ids.Length > (folder.MostTokens ?? int.MaxValue) ? $"The conversation has {ids.Length} tokens, and the reward model reads at most {folder.MostTokens}." : null);
        }
        catch (JinjaException fault)
        {
            return ([], $"The reward model's chat template refuses the conversation: {fault.Message}");
        }
    }

    private float[] Logits(int[] ids)
    {
        var values = folder.Inputs.ToDictionary(name => name, name => StepTensors.Longs(
            name switch
            {
                "attention_mask" => [.. Enumerable.Repeat(1, ids.Length)],
                "token_type_ids" => new int[ids.Length],
                "position_ids" => [.. Enumerable.Range(0, ids.Length)],
                _ => ids,
            },
            1, ids.Length));
        try
        {
            using var results = session.Run(run, [.. values.Keys], [.. values.Values], ["logits"]);
            return StepTensors.Logits(results[0]).ToArray();
        }
        finally
        {
            foreach (var value in values.Values) value.Dispose();
        }
    }

    private double Value(float[] logits, int label)
    {
        if (logits.Length != folder.Labels.Count) throw new ModelFolderException(folder.GraphFile, $"the graph gave {logits.Length} logits for {folder.Labels.Count} labels.");
        return folder.Kind switch
        {
            LabelKind.Regression => logits[label],
            LabelKind.Each => 1 / (1 + Math.Exp(-logits[label])),
            _ => 1 / logits.Sum(other => Math.Exp((double)other - logits[label])),
        };
    }
}
