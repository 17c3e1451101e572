namespace CollabLLM.Core.Metrics;

/// <summary>Which tokens `token-amount` counts: the three published implementations differ.</summary>
public enum TokenRule
{
    /// <summary>`v2`: assistant messages of the whole conversation, joined by a blank, in thousands.</summary>
    AssistantThousands,

    /// <summary>`paper`: both roles, the reply and the window only.</summary>
    BothInWindow,

    /// <summary>`verl`: white-space words of both roles after the prompt.</summary>
    WordsAfterPrompt,
}
