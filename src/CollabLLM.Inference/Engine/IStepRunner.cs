using CollabLLM.Inference.Engine.Attention;

namespace CollabLLM.Inference.Engine;

/// <summary>
/// Computes one step: the new tokens of some rows. Two forms exist: <see cref="PagedRunner"/> on the rewritten graph, <see cref="PlainRunner"/> on the graph as it is.
/// Both leave the keys and values of the new tokens in the rows' pages, so that scheduler and prefix cache are the same for both.
/// </summary>
internal interface IStepRunner : IDisposable
{
    PageShape Shape { get; }

    int Vocabulary { get; }

    /// <param name="rows">In flattened order.</param>
    /// <param name="tokens">The new tokens of all rows.</param>
    /// <param name="wanted">Positions in <paramref name="tokens"/> whose logits are wanted.</param>
    /// <returns>One line of logits for each wanted position; the caller may change them; valid until the next run.</returns>
    Span<float> Run(IReadOnlyList<StepRow> rows, ReadOnlySpan<int> tokens, ReadOnlySpan<int> wanted);
}
