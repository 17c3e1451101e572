namespace CollabLLM.Core.Statistics.Sequential;

/// <summary>How a two-sided alpha is spent over the information fraction t in (0, 1] (Lan and DeMets 1983).</summary>
public enum Spending
{
    /// <summary>4·(1 - Φ(z(1 - alpha/4)/√t)), half of it on each side: almost nothing early.</summary>
    OBrienFleming,

    /// <summary>alpha·ln(1 + (e - 1)·t): about the same at each look.</summary>
    Pocock,
}
