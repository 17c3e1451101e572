namespace CollabLLM.Core.Metrics;

/// <summary>Counts the tokens of a text: a loaded tokenizer, or white-space words.</summary>
public interface ITokenCounter
{
    string Id { get; }

    int Count(string text);
}
