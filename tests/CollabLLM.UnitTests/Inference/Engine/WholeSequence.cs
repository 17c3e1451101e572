using System.Numerics.Tensors;
using CollabLLM.Inference.Engine;
using CollabLLM.Inference.Models;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CollabLLM.UnitTests.Inference.Engine;

/// <summary>ONNX Runtime run plainly on a graph as it was exported: batch 1, the whole sequence at each step, no cache. It shares nothing with the engine but the file.</summary>
internal sealed class WholeSequence : IDisposable
{
    private readonly ModelFolder model;
    private readonly InferenceSession session;
    private readonly RunOptions run = new();

    public WholeSequence(string folder)
    {
        model = ModelFolder.Read(folder);
        using var settings = new SessionOptions { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        session = new(model.Description.GraphFile, settings);
    }

    /// <summary>Logits after the last of the tokens.</summary>
    public float[] Logits(IReadOnlyList<int> tokens)
    {
        var values = session.InputNames.Select(name => name switch
        {
            "input_ids" => Longs(tokens),
            "attention_mask" => Longs([.. tokens.Select(_ => 1)]),
            "position_ids" => Longs([.. Enumerable.Range(0, tokens.Count)]),
            "num_logits_to_keep" or "logits_to_keep" => OrtValue.CreateTensorValueFromMemory(new long[1], []),
            _ => OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, session.InputMetadata[name].ElementDataType, [1, model.Description.KvHeads, 0, model.Description.HeadSize]),
        }).ToArray();
        using var results = session.Run(run, session.InputNames, values, ["logits"]);
        foreach (var value in values) value.Dispose();
        return StepTensors.Logits(results[0])[^model.Description.Vocabulary..].ToArray();
    }

    public int[] Greedy(int[] prompt, int count)
    {
        var tokens = prompt.ToList();
        for (var i = 0; i < count; i++) tokens.Add(TensorPrimitives.IndexOfMax<float>(Logits(tokens)));
        return [.. tokens.Skip(prompt.Length)];
    }

    public void Dispose()
    {
        session.Dispose();
        run.Dispose();
    }

    private static OrtValue Longs(IReadOnlyList<int> values) => OrtValue.CreateTensorValueFromMemory(values.Select(v => (long)v).ToArray(), [1, values.Count]);
}
