using System.ComponentModel.DataAnnotations;

namespace CollabLLM.Data.Scoring;

/// <summary>What a million tokens of a model cost, in one currency for the whole list.</summary>
public sealed class ModelPrice
{
    [Range(0, 1_000_000)]
    public decimal PerMillionPromptTokens { get; set; }

    [Range(0, 1_000_000)]
    public decimal PerMillionReplyTokens { get; set; }
}
