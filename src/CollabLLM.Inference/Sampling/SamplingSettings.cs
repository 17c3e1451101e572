namespace CollabLLM.Inference.Sampling;

/// <summary>How one request draws its tokens.</summary>
/// <param name="Temperature">0 is greedy.</param>
/// <param name="TopK">0 keeps all.</param>
internal sealed record SamplingSettings(
    double Temperature = 0, int TopK = 0, double TopP = 1, double MinP = 0,
    double RepetitionPenalty = 1, double FrequencyPenalty = 0, double PresencePenalty = 0, long Seed = 0)
{
    public bool Penalises => RepetitionPenalty != 1 || FrequencyPenalty != 0 || PresencePenalty != 0;

    public bool Filters => TopK > 0 || TopP < 1 || MinP > 0;
}
