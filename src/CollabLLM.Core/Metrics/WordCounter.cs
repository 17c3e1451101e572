using CollabLLM.Core.Conversations;

namespace CollabLLM.Core.Metrics;

/// <summary>Words separated by white space.</summary>
public sealed class WordCounter : ITokenCounter
{
    public string Id => "white-space";

    public int Count(string text) => WhiteSpace.Words(text).Count;
}
