using System.Numerics.Tensors;

namespace CollabLLM.Inference.Sampling;

/// <summary>The likeliest tokens of a line of weights, as top-k, top-p and min-p leave them. Only tokens that can be kept are sorted.</summary>
internal readonly ref struct Nucleus(ReadOnlySpan<float> weights)
{
    /// <summary>Falling cuts: most lines have their nucleus above the first, and the last keeps everything.</summary>
    private static readonly float[] Cuts = [1e-3f, 1e-6f, 0];

    private readonly ReadOnlySpan<float> weights = weights;

    public int Draw(SamplingSettings settings, double draw)
    {
        foreach (var cut in Cuts)
        {
            var tokens = Above(cut);
            if (Keep(tokens, settings, everything: cut == 0) is { } kept) return Draw(tokens.AsSpan(0, kept), draw);
        }

        return TensorPrimitives.IndexOfMax(weights);
    }

    /// <summary>How many of the sorted tokens stay; null when the tokens below the cut might belong to them.</summary>
    private int? Keep(int[] tokens, SamplingSettings settings, bool everything)
    {
        var most = settings.TopK > 0 ? Math.Min(settings.TopK, weights.Length) : weights.Length;
        var floor = settings.MinP;
        var kept = Math.Min(most, tokens.Length);
        if (settings.TopP < 1)
        {
            if (settings.TopK > 0 && kept < most && !everything) return null;
            var total = settings.TopK > 0 ? Mass(tokens.AsSpan(0, kept)) : TensorPrimitives.Sum(weights);
            var reached = 0.0;
            var n = 0;
            while (n < kept && reached < settings.TopP * total) reached += weights[tokens[n++]];
            if (reached < settings.TopP * total && !everything) return null;
            kept = n;
        }
        else if (kept < most && !everything && floor < weights[tokens[^1]])
        {
            return null;
        }

        while (kept > 1 && weights[tokens[kept - 1]] < floor) kept--;
        return kept;
    }

    private int[] Above(float cut)
    {
        var tokens = new List<int>();
        for (var token = 0; token < weights.Length; token++)
        {
            if (weights[token] > cut) tokens.Add(token);
        }

        var keys = new (float, int)[tokens.Count];
        for (var i = 0; i < keys.Length; i++) keys[i] = (-weights[tokens[i]], tokens[i]);
        Array.Sort(keys);
        return Array.ConvertAll(keys, key => key.Item2);
    }

    private int Draw(ReadOnlySpan<int> tokens, double draw)
    {
        var target = draw * Mass(tokens);
        foreach (var token in tokens)
        {
            target -= weights[token];
            if (target < 0) return token;
        }

        return tokens[^1];
    }

    private double Mass(ReadOnlySpan<int> tokens)
    {
        var mass = 0.0;
        foreach (var token in tokens) mass += weights[token];
        return mass;
    }
}
