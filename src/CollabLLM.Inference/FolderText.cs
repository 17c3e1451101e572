using CollabLLM.Core.Conversations;
using CollabLLM.Inference.Models;
using CollabLLM.Inference.Tokenizers;

namespace CollabLLM.Inference;

/// <summary>A model folder's own tokenizer.</summary>
internal sealed class FolderText(string folder, Tokenizer tokenizer) : IModelText
{
    public int VocabularySize => tokenizer.VocabularySize;

    public static FolderText Load(string folder) => new(folder, Tokenizer.Load(folder));

    public int[] Prompt(IReadOnlyList<Message> messages) => throw new ModelFolderException(folder, "the folder holds no chat template.");

    public int[] Raw(string text) => tokenizer.Encode(text, addSpecialTokens: true);

    public IReplyDecoder CreateDecoder() => new Decoder(tokenizer.CreateDecoder());

    private sealed class Decoder(IncrementalDecoder decoder) : IReplyDecoder
    {
        public string Push(int token) => decoder.Push(token);

        public string Flush() => decoder.Flush();
    }
}
