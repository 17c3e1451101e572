using System.Runtime.InteropServices;

namespace CollabLLM.Inference.Engine.Attention;

/// <summary>Rotary positions for graphs whose attention operation applies them itself (onnxruntime-genai). Works on copies: the inputs belong to the runtime.</summary>
internal sealed unsafe class Rotary(int size, bool interleaved)
{
    private float[] queries = [];
    private float[] keys = [];

    /// <summary>Copies of the queries and keys, turned by the positions of their tokens.</summary>
    public void Turn(ref float* q, ref float* k, float* cosines, float* sines, AttentionStep step, AttentionShape shape)
    {
        q = Turn(q, ref queries, shape.Heads, cosines, sines, step, shape);
        k = Turn(k, ref keys, shape.KvHeads, cosines, sines, step, shape);
    }

    private float* Turn(float* source, ref float[] copy, int heads, float* cosines, float* sines, AttentionStep step, AttentionShape shape)
    {
        var length = step.Tokens * heads * shape.HeadSize;
        if (copy.Length < length) copy = GC.AllocateUninitializedArray<float>(length, pinned: true);
        new ReadOnlySpan<float>(source, length).CopyTo(copy);
        var target = (float*)Marshal.UnsafeAddrOfPinnedArrayElement(copy, 0);
        foreach (var row in step.Rows)
        {
            for (var i = 0; i < row.Count; i++)
            {
                var angle = (row.Past + i) * (size / 2);
                for (var head = 0; head < heads; head++)
                {
                    Turn(target + shape.Offset(row.Start + i, head, heads, step.Tokens), cosines + angle, sines + angle);
                }
            }
        }

        return target;
    }

    private void Turn(float* vector, float* cosine, float* sine)
    {
        var half = size / 2;
        for (var i = 0; i < half; i++)
        {
            var (x, y) = interleaved ? (2 * i, (2 * i) + 1) : (i, i + half);
            var (a, b) = (vector[x], vector[y]);
            vector[x] = (a * cosine[i]) - (b * sine[i]);
            vector[y] = (b * cosine[i]) + (a * sine[i]);
        }
    }
}
