namespace CollabLLM.Core.Policies;

/// <summary>How a policy draws its tokens. A value that is null leaves the model folder's own generation_config.json in force.</summary>
/// <param name="Temperature">0 is greedy; typical 0.7 to 1.0.</param>
/// <param name="TopP">Nucleus mass in (0, 1].</param>
/// <param name="TopK">Number of tokens kept; 0 keeps all.</param>
/// <param name="MinP">Smallest probability kept, as a share of the largest, in [0, 1).</param>
/// <param name="MaxTokens">Longest reply in tokens.</param>
public sealed record Sampling(double? Temperature = null, double? TopP = null, int? TopK = null, double? MinP = null, int? MaxTokens = null);
