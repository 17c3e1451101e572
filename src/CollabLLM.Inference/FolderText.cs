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

    private FolderText(string folder, ChatTemplate? template, ModelFolderException? withoutTemplate)
    {
        tokenizer = Tokenizer.Load(folder);
        prompts = template is null ? null : new(tokenizer, template);
        this.withoutTemplate = withoutTemplate;
    }

    public int VocabularySize => tokenizer.VocabularySize;

    /// <summary>Null when it can chat, else why not.</summary>
    public string? NoChatBecause => withoutTemplate?.Message;

    /// <exception cref="ModelFolderException">The tokenizer or the chat template cannot be read. A folder without any template is taken: it continues text.</exception>
    public static FolderText Load(string folder)
    {
        var template = ChatTemplate.Find(folder);
        return new(folder, template, template is null ? ChatTemplate.None : null);
    }

    /// <summary>For text that is continued as it stands: a template that cannot be read is a fault only when somebody wants to chat.</summary>
    /// <exception cref="ModelFolderException">The tokenizer cannot be read.</exception>
    public static FolderText LoadForText(string folder)
    {
        try
        {
            return Load(folder);
        }
        catch (ModelFolderException fault) when (fault.InnerException is JinjaException)
        {
            return new(folder, null, fault);
        }
    }

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
