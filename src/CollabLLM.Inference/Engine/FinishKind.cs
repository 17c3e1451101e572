namespace CollabLLM.Inference.Engine;

/// <summary>Why a reply ended without failing.</summary>
internal enum FinishKind
{
    Stop,
    Length,
    Cancelled,
}
