using CollabLLM.Core.Conversations;

namespace CollabLLM.Inference;

/// <summary>A model's way from words to token ids and back. The folder's tokenizer and template are one; tests count without words.</summary>
internal interface IModelText
{
    /// <summary>Number of ids, added tokens included.</summary>
    int VocabularySize { get; }

    /// <summary>The conversation in the model's chat template, ready for the next reply.</summary>
    int[] Prompt(IReadOnlyList<Message> messages);

    /// <summary>Text as it stands; added tokens in it are recognised.</summary>
    int[] Raw(string text);

    IReplyDecoder CreateDecoder();
}
