using System.Numerics.Tensors;

namespace CollabLLM.Inference.Sampling;

/// <summary>Draws the next token from a line of logits. The order is that of the transformers library: penalties, temperature, top-k, top-p, min-p.</summary>
internal sealed class Sampler
{
    private const int Block = 256;

    private float[] weights = [];

    /// <param name="logits">Changed in place.</param>
    /// <returns>The token, or null when a logit is not a finite number.</returns>
    public int? Next(Span<float> logits, SamplingSettings settings, ReadOnlySpan<int> tokens, int promptTokens)
    {
        if (!float.IsFinite(TensorPrimitives.MaxMagnitude<float>(logits))) return null;
        if (settings.Penalises) Penalties.Apply(logits, settings, tokens, promptTokens);
        if (settings.Temperature <= 0) return TensorPrimitives.IndexOfMax<float>(logits);

        var draw = ReplyRandom.At(settings.Seed, tokens.Length - promptTokens);
        if (settings.TopK == 1) return TensorPrimitives.IndexOfMax<float>(logits);
        return settings.Filters ? new Nucleus(Weigh(logits, settings)).Draw(settings, draw) : DrawFromAll(Weigh(logits, settings), draw);
    }

    /// <summary>exp((logit - largest) / temperature): the likeliest token weighs 1.</summary>
    private Span<float> Weigh(ReadOnlySpan<float> logits, SamplingSettings settings)
    {
        if (weights.Length < logits.Length) weights = new float[logits.Length];
        var weighed = weights.AsSpan(0, logits.Length);
        TensorPrimitives.Subtract(logits, TensorPrimitives.Max(logits), weighed);
        TensorPrimitives.Multiply(weighed, (float)(1 / settings.Temperature), weighed);
        TensorPrimitives.Exp(weighed, weighed);
        return weighed;
    }

    private static int DrawFromAll(ReadOnlySpan<float> weighed, double draw)
    {
        var total = 0.0;
        for (var at = 0; at < weighed.Length; at += Block) total += BlockSum(weighed, at);
        var target = draw * total;
        var start = 0;
        for (; start + Block < weighed.Length && BlockSum(weighed, start) is var sum && sum <= target; start += Block) target -= sum;
        var last = start;
        for (var token = start; token < weighed.Length; token++)
        {
            if (weighed[token] == 0) continue;
            last = token;
            target -= weighed[token];
            if (target < 0) break;
        }

        return last;
    }

    private static double BlockSum(ReadOnlySpan<float> weighed, int at) => TensorPrimitives.Sum(weighed[at..Math.Min(at + Block, weighed.Length)]);
}
