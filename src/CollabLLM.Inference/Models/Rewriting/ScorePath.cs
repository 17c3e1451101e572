namespace CollabLLM.Inference.Models.Rewriting;

/// <summary>
/// What becomes of a score on its way to the softmax: scale x score, or softcap x tanh(scale x score / softcap), plus masks.
/// </summary>
internal sealed record ScorePath(string Weights, double Scale, double Softcap, IReadOnlyList<string> Masks)
{
    public ScorePath Scaled(double factor) => this with { Scale = Scale * factor };

    public ScorePath Masked(IEnumerable<string> masks) => this with { Masks = [.. Masks, .. masks] };

    /// <summary>A tanh before a constant factor is a soft cap of that size; two of them are no form that is known.</summary>
    public ScorePath? Capped() => Softcap == 0 ? this with { Softcap = Scale } : null;
}
