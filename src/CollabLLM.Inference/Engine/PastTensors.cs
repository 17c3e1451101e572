using CollabLLM.Inference.Engine.Attention;
using CollabLLM.Inference.Models.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CollabLLM.Inference.Engine;

/// <summary>Moves keys and values between pages and the padded tensors of a plain graph: [row][head][position][dimension], shorter rows padded on the left.</summary>
internal sealed unsafe class PastTensors(PageShape shape, int type)
{
    public OrtValue[] Gather(StepRow[] rows, int longest)
    {
        var values = new OrtValue[shape.Layers * 2];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, ElementType, [rows.Length, shape.KvHeads, longest, shape.HeadSize]);
            var numbers = new float[(long)rows.Length * shape.KvHeads * longest * shape.HeadSize];
            ForEach(rows, longest, longest, i, 0, r => r.Past, (page, at, step) => Read(page, step, numbers.AsSpan(at, shape.HeadSize)));
            if (type == OnnxType.Float) numbers.CopyTo(values[i].GetTensorMutableDataAsSpan<float>());
            else HalfNumbers.FromSingle(numbers, HalfNumbers.Of(values[i]), type == OnnxType.BFloat16);
        }

        return values;
    }

    /// <summary>Puts the new tokens' keys and values, the last of each row, into the pages.</summary>
    public void Scatter(StepRow[] rows, int longest, OrtValue[] present)
    {
        for (var i = 0; i < present.Length; i++)
        {
            var numbers = type == OnnxType.Float ? present[i].GetTensorDataAsSpan<float>().ToArray() : Converted(present[i]);
            ForEach(rows, longest, longest + rows[0].Count, i, 1, r => r.Count, (page, at, step) => Write(page, step, numbers.AsSpan(at, shape.HeadSize)));
        }
    }

    private TensorElementType ElementType => type switch
    {
        OnnxType.Float16 => TensorElementType.Float16,
        OnnxType.BFloat16 => TensorElementType.BFloat16,
        _ => TensorElementType.Float,
    };

    /// <summary>Visits each vector of tensor i (keys are even, values odd): its address in the page, its place in the padded tensor, its stride in the page.</summary>
    private void ForEach(StepRow[] rows, int longest, int width, int i, int fresh, Func<StepRow, int> count, Action<nint, int, int> visit)
    {
        for (var r = 0; r < rows.Length; r++)
        {
            for (var n = 0; n < count(rows[r]); n++)
            {
                var token = fresh == 0 ? n : rows[r].Past + n;
                var column = fresh == 0 ? longest - rows[r].Past + n : longest + n;
                for (var head = 0; head < shape.KvHeads; head++)
                {
                    var page = rows[r].Pages[token / PageShape.Tokens];
                    var slot = token % PageShape.Tokens;
                    var address = i % 2 == 0 ? shape.Keys(page, i / 2, head) + slot : shape.Values(page, i / 2, head) + (slot * shape.Padded);
                    visit((nint)address, ((((r * shape.KvHeads) + head) * width) + column) * shape.HeadSize, i % 2 == 0 ? PageShape.Tokens : 1);
                }
            }
        }
    }

    private static void Read(nint address, int step, Span<float> target)
    {
        for (var d = 0; d < target.Length; d++) target[d] = ((float*)address)[d * step];
    }

    private static void Write(nint address, int step, ReadOnlySpan<float> source)
    {
        for (var d = 0; d < source.Length; d++) ((float*)address)[d * step] = source[d];
    }

    private float[] Converted(OrtValue value)
    {
        var numbers = new float[value.GetTensorTypeAndShape().ElementCount];
        HalfNumbers.ToSingle(HalfNumbers.Of(value), numbers, type == OnnxType.BFloat16);
        return numbers;
    }
}
