namespace CollabLLM.Inference.Templates;

/// <summary>A prompt as a chat template made it, with the knowledge of which characters people wrote.</summary>
public sealed class RenderedPrompt
{
    private readonly TaintedText text;

    internal RenderedPrompt(TaintedText text) => this.text = text;

    public string Text => text.Value;

    /// <summary>Whether the range holds nothing that people wrote, so that control tokens may be recognised in it.</summary>
    internal bool IsOwn(int start, int end) => text.Mask is not { } mask || Array.IndexOf(mask, true, start, end - start) < 0;
}
