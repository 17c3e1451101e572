namespace CollabLLM.Core.Metrics;

/// <summary>Gives the token counter of a name. A process boundary: the engine implements it with its tokenizers, scoring only asks.</summary>
public interface ITokenCounters
{
    /// <param name="name">A model folder; its tokenizer counts.</param>
    ITokenCounter For(string name);

    /// <returns>A sentence that says why this name cannot count and how to mend it; null: it can.</returns>
    string? Fault(string name);
}
