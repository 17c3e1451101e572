namespace CollabLLM.Inference.Tokenizers;

/// <summary>What happens to the delimiter when a text is split, as in the tokenizers library.</summary>
internal enum SplitBehavior
{
    Removed,
    Isolated,
    MergedWithPrevious,
    MergedWithNext,
    Contiguous,
}
