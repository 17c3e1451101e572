using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CollabLLM.Core.Metrics;
using CollabLLM.Core.Studies;

namespace CollabLLM.Core.Rewards;

/// <summary>
/// Everything that a reward's definition leaves open and that the published implementations chose differently. Versioned and stored
/// with every score. A change of any value is a new version.
/// </summary>
public sealed record RewardPreset
{
    public required string Name { get; init; }
    public required int Version { get; init; }

    /// <summary>Forward samples per reply.</summary>
    public int Samples { get; init; } = 3;

    /// <summary>Length of the forward conversation in messages of both roles after the reply; 4 is the window w = 2 of the paper.</summary>
    public int NewMessages { get; init; } = 4;

    public required IReadOnlyList<WeightedMetric> Metrics { get; init; }
    public TokenRule TokenRule { get; init; } = TokenRule.AssistantThousands;

    /// <summary>Model folder whose tokenizer counts the tokens; null: white-space words. Not written where there is none, so that a preset without one keeps its hash.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Tokenizer { get; init; }

    /// <summary>Largest size of the weighted token amount in one sample; null: no cap.</summary>
    public double? TokenCap { get; init; }

    public JudgeScale JudgeScale { get; init; } = JudgeScale.ZeroToOne;

    /// <summary>Whether each weighted metric is clamped to [-1, 1].</summary>
    public bool ClampsWeighted { get; init; }

    /// <summary>Replies compared per turn.</summary>
    public int Candidates { get; init; } = 3;

    /// <summary>Whether the document is taken from the conversation without a model: the latest draft that the assistant wrote.</summary>
    public bool ExtractsWithoutModel { get; init; }

    public double MinimumGap { get; init; } = 0.02;

    public string ToJson() => JsonSerializer.Serialize(this, StudyJson.Options);

    /// <summary>SHA-256 of the JSON, 64 hexadecimal digits.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson())));

    /// <summary>Whether some metric asks a judge.</summary>
    public bool NeedsJudge => Metrics.Any(m => m.Metric is "interactivity" or "goal-completion" or "accuracy");
}
