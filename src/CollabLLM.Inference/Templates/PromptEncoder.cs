using CollabLLM.Core.Conversations;
using CollabLLM.Inference.Tokenizers;

namespace CollabLLM.Inference.Templates;

/// <summary>
/// Messages to token ids: the template's own text may hold control tokens, the text that people wrote never becomes one. Where people
/// wrote nothing that looks like a control token, the ids are those of encoding the rendered prompt as a whole.
/// </summary>
public sealed class PromptEncoder(Tokenizer tokenizer, ChatTemplate template)
{
    public int[] Encode(IReadOnlyList<Message> messages, bool addGenerationPrompt) => Encode(template.Render(messages, addGenerationPrompt));

    public int[] Encode(RenderedPrompt prompt) => tokenizer.Encode(prompt.Text, addSpecialTokens: false, prompt.IsOwn);
}
