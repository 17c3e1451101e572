using CollabLLM.Core.Conversations;

namespace CollabLLM.Core.Metrics;

/// <summary>Counts the tokens of a text: a loaded tokenizer, or white-space words.</summary>
public interface ITokenCounter
{
    string Id { get; }

    int Count(string text);
}

/// <summary>Words separated by white space.</summary>
public sealed class WordCounter : ITokenCounter
{
    public string Id => "white-space";

    public int Count(string text) => WhiteSpace.Words(text).Count;
}
