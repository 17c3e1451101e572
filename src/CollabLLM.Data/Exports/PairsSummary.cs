namespace CollabLLM.Data.Exports;

/// <summary>The pairs of a run, counted.</summary>
/// <param name="LeftOut">What the selection left out, by reason.</param>
public sealed record PairsSummary(string Preset, string OptionsHash, int Train, int Eval, IReadOnlyDictionary<string, int> LeftOut);
