namespace CollabLLM.Inference.Templates;

/// <summary>A chat template that cannot be read or that refused the conversation: which line, and what.</summary>
public sealed class JinjaException(int line, string what) : Exception(line > 0 ? $"Chat template, line {line}: {what}" : $"Chat template: {what}")
{
    public int Line => line;
}
