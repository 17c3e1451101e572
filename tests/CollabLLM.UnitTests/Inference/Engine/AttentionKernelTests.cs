using CollabLLM.Inference.Engine.Attention;
using CollabLLM.Inference.Engine.Pages;

namespace CollabLLM.UnitTests.Inference.Engine;

/// <summary>Against the definition softmax(q k / scale) v, computed here in double precision.</summary>
public sealed unsafe class AttentionKernelTests
{
    private const int KvHeads = 2;

    [Theory]
    [InlineData(8, 1, 0, 0f, false)]
    [InlineData(64, 3, 0, 0f, false)]
    [InlineData(64, 2, 5, 0f, true)]
    [InlineData(80, 4, 0, 3f, true)]
    [InlineData(96, 5, 20, 0f, false)]
    [InlineData(128, 7, 0, 0f, true)]
    public void Rows_with_a_shared_beginning_prompts_and_replies_in_one_step_get_what_the_definition_says(int size, int group, int window, float softcap, bool tokenMajor)
    {
        var pages = new PageShape(1, KvHeads, size);
        var shape = new AttentionShape(0, KvHeads * group, KvHeads, size, 0.3f, softcap, window, tokenMajor);
        using var pool = new PagePool(pages, 64 * pages.Bytes);
        // Three rows share two full pages and decode; one prompt of 21 tokens comes on 19 of its own.
        var shared = new[] { pool.TryTake()!.Value, pool.TryTake()!.Value };
        nint[] Own(int count) => [.. Enumerable.Range(0, count).Select(_ => pool.TryTake()!.Value)];
        StepRow[] rows =
        [
            new([.. shared, .. Own(1)], 32, 0, 1), new([.. shared, .. Own(1)], 40, 1, 1), new([.. shared, .. Own(2)], 50, 2, 1), new(Own(3), 19, 3, 21),
        ];
        var random = new Random(size);
        foreach (var page in rows.SelectMany(r => r.Pages).Distinct()) Fill(new((float*)page, (int)(pages.Bytes / sizeof(float))), random);
        var (q, k, v) = (Numbers(random, 24 * KvHeads * group * size), Numbers(random, 24 * KvHeads * size), Numbers(random, 24 * KvHeads * size));
        var output = new float[q.Length];
        var step = AttentionStep.Of(rows, group);
        fixed (float* queries = q, keys = k, values = v, result = output)
        {
            var kernel = new AttentionKernel(pages, shape, step, queries, result);
            kernel.Store(keys, values);
            for (var part = 0; part < step.Tiles.Count * KvHeads; part++) kernel.Part(part);
        }

        Assert.Contains(step.Tiles, t => t.SharedPages == 2);
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Count; i++)
            {
                for (var head = 0; head < shape.Heads; head++) Check(pages, shape, row, i, head, q, output);
            }
        }
    }

    private static void Check(PageShape pages, AttentionShape shape, StepRow row, int token, int head, float[] q, float[] output)
    {
        var at = (int)shape.Offset(row.Start + token, head, shape.Heads, 24);
        var kvHead = head / shape.QueriesPerKvHead;
        var length = row.Past + token + 1;
        var begin = shape.Window == 0 ? 0 : Math.Max(0, length - shape.Window);
        double Key(int t, int d) => pages.Keys(row.Pages[t / 16], 0, kvHead)[(d * 16) + (t % 16)];
        double Value(int t, int d) => pages.Values(row.Pages[t / 16], 0, kvHead)[(t % 16 * pages.Padded) + d];
        double[] scores = [.. Enumerable.Range(begin, length - begin).Select(t => Enumerable.Range(0, shape.HeadSize).Sum(d => q[at + d] * (double)shape.Scale * Key(t, d)))];
        if (shape.Softcap > 0) scores = [.. scores.Select(s => shape.Softcap * Math.Tanh(s / shape.Softcap))];
        double[] weights = [.. scores.Select(s => Math.Exp(s - scores.Max()))];
        for (var d = 0; d < shape.HeadSize; d++)
        {
            var expected = weights.Select((w, t) => w * Value(begin + t, d)).Sum() / weights.Sum();
            Assert.Equal(expected, output[at + d], 1e-4);
        }
    }

    private static float[] Numbers(Random random, int count)
    {
        var numbers = new float[count];
        Fill(numbers, random);
        return numbers;
    }

    private static void Fill(Span<float> numbers, Random random)
    {
        foreach (ref var number in numbers) number = (random.NextSingle() * 2) - 1;
    }
}
