using CollabLLM.Inference.Engine.Attention;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CollabLLM.Inference.Engine;

/// <summary>Tensors going into and coming out of a step.</summary>
internal static class StepTensors
{
    public static OrtValue Longs(ReadOnlySpan<int> values, params long[] dimensions)
    {
        var value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, TensorElementType.Int64, dimensions);
        var target = value.GetTensorMutableDataAsSpan<long>();
        for (var i = 0; i < values.Length; i++) target[i] = values[i];
        return value;
    }

    public static OrtValue Positions(IReadOnlyList<StepRow> rows, int tokens)
    {
        var value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, TensorElementType.Int64, [1, tokens]);
        var target = value.GetTensorMutableDataAsSpan<long>();
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Count; i++) target[row.Start + i] = row.Past + i;
        }

        return value;
    }

    /// <summary>Logits as single precision: in place where they are, copied where the graph gives half precision.</summary>
    public static Span<float> Logits(OrtValue value)
    {
        var type = value.GetTensorTypeAndShape().ElementDataType;
        if (type == TensorElementType.Float) return value.GetTensorMutableDataAsSpan<float>();
        var copy = new float[value.GetTensorTypeAndShape().ElementCount];
        HalfNumbers.ToSingle(HalfNumbers.Of(value), copy, type == TensorElementType.BFloat16);
        return copy;
    }
}
