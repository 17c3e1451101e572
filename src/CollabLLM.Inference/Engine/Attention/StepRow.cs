namespace CollabLLM.Inference.Engine.Attention;

/// <summary>One row of a step: its pages, the tokens already in them, and its new tokens from <paramref name="Start"/> in the flattened sequence.</summary>
internal sealed record StepRow(nint[] Pages, int Past, int Start, int Count);
