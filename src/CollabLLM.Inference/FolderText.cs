using CollabLLM.Core.Conversations;
using CollabLLM.Inference.Models;
using CollabLLM.Inference.Templates;
using CollabLLM.Inference.Tokenizers;

namespace CollabLLM.Inference;

/// <summary>A model folder's own tokenizer and chat template. A folder without a template still continues raw text.</summary>
internal sealed class FolderText(Tokenizer tokenizer, Lazy<PromptEncoder> encoder) : IModelText
{
    public int VocabularySize => tokenizer.VocabularySize;

    public static FolderText Load(string folder)
    {
        var tokenizer = Tokenizer.Load(folder);
        return new FolderText(tokenizer, new Lazy<PromptEncoder>(() => new PromptEncoder(tokenizer, ChatTemplate.Load(folder))));
    }

    /// <exception cref="ModelFolderException">The folder has no chat template, or one that cannot be read.</exception>
    public int[] Prompt(IReadOnlyList<Message> messages) => encoder.Value.Encode(messages, addGenerationPrompt: true);

    public int[] Raw(string text) => tokenizer.Encode(text, addSpecialTokens: true);

    public IReplyDecoder CreateDecoder() => new Decoder(tokenizer.CreateDecoder());

    private sealed class Decoder(IncrementalDecoder decoder) : IReplyDecoder
    {
        public string Push(int token) => decoder.Push(token);

        public string Flush() => decoder.Flush();
    }
}
