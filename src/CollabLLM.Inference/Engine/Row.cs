using CollabLLM.Core.Policies;
using CollabLLM.Inference.Engine.Pages;

namespace CollabLLM.Inference.Engine;

/// <summary>A request that has been taken up: its tokens so far, how many of them are computed, and the pages that hold them.</summary>
internal sealed class Row(GenerationRequest request, long submitted)
{
    public GenerationRequest Request { get; } = request;

    /// <summary>Prompt, then reply.</summary>
    public List<int> Tokens { get; } = [.. request.Prompt];

    public int Computed { get; set; }

    public List<nint> Pages { get; } = [];

    /// <summary>The leading pages that are full and known to the cache; the others are this row's own.</summary>
    public List<CachedPage> Sealed { get; } = [];

    /// <summary>The budget's count of releases when no memory was found; null while nothing is known to lack.</summary>
    public long? StarvedAt { get; set; }

    /// <summary>The place in the queue that was told last; 0 when none was, or it has begun.</summary>
    public int ToldPlace { get; private set; }

    public int? ReusedTokens { get; set; }

    public long Submitted { get; } = submitted;

    public long? Started { get; set; }

    public long? FirstTokenAt { get; set; }

    public long LastTokenAt { get; set; }

    public int Missing => Tokens.Count - Computed;

    /// <summary>One token is missing: this row makes a token at each step.</summary>
    public bool Decodes => Missing == 1;

    public int ReplyTokens => Tokens.Count - Request.Prompt.Length;

    public bool IsInteractive => Request.Priority == ReplyPriority.Interactive;

    public void TellPlace(int place)
    {
        if (ToldPlace == place) return;
        ToldPlace = place;
        Request.OnPlace(place);
    }
}
