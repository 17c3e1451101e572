using System.Globalization;
using CollabLLM.Core.Conversations;
using CollabLLM.Inference;

namespace CollabLLM.UnitTests.Inference;

/// <summary>A text of numbers: each token is its id and a space, each message its length.</summary>
internal sealed class NumberText(int vocabulary = 97) : IModelText
{
    public int VocabularySize => vocabulary;

    public int[] Prompt(IReadOnlyList<Message> messages) => [.. messages.SelectMany(m => new[] { (int)m.Role + 1, m.Content.Length % 90 })];

    public int[] Raw(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n => int.Parse(n, CultureInfo.InvariantCulture))];

    public IReplyDecoder CreateDecoder() => new Decoder();

    private sealed class Decoder : IReplyDecoder
    {
        public string Push(int token) => $"{token} ";

        public string Flush() => "";
    }
}
