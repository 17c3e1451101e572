namespace CollabLLM.Core.Calibration;

/// <summary>Something that can be counted in what participants write, so that simulators can be held beside them.</summary>
/// <param name="Meaning">What is counted, and in which unit.</param>
/// <param name="Values">The values of one continuation; none where there is nothing to count.</param>
public sealed record Trait(string Key, string Title, string Meaning, Func<Continuation, IEnumerable<double>> Values);
