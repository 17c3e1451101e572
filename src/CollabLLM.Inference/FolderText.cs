using CollabLLM.Core.Conversations;
using CollabLLM.Inference.Models;
using CollabLLM.Inference.Templates;
using CollabLLM.Inference.Tokenizers;

namespace CollabLLM.Inference;

/// <summary>A model folder's own tokenizer and chat template. Without a usable template it still reads and writes text as it stands.</summary>
internal sealed class FolderText : IModelText
{
    private readonly Tokenizer tokenizer;
    private readonly PromptEncoder? prompts;
    private readonly ModelFolderException? withoutTemplate;

    private FolderText(string folder)
    {
        tokenizer = Tokenizer.Load(folder);
        try
        {
            prompts = new(tokenizer, ChatTemplate.Load(folder));
        }
        catch (ModelFolderException fault)
        {
            withoutTemplate = fault;
        }
    }

    public int VocabularySize => tokenizer.VocabularySize;

    /// <summary>Null when it can chat, else why not.</summary>
    public string? NoChatBecause => withoutTemplate?.Message;

    public static FolderText Load(string folder) => new(folder);

    public int[] Prompt(IReadOnlyList<Message> messages)
    {
        if (prompts is null) throw withoutTemplate!;
        try
        {
            return prompts.Encode(messages, addGenerationPrompt: true);
        }
        catch (JinjaException fault)
        {
            throw new ModelFolderException("chat template", fault.Message, fault);
        }
    }

    public int[] Raw(string text) => tokenizer.Encode(text, addSpecialTokens: true);

    public IReplyDecoder CreateDecoder() => new Decoder(tokenizer.CreateDecoder());

    private sealed class Decoder(IncrementalDecoder decoder) : IReplyDecoder
    {
        public string Push(int token) => decoder.Push(token);

        public string Flush() => decoder.Flush();
    }
}
