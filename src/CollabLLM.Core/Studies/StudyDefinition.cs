using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using CollabLLM.Core.Ratings;

namespace CollabLLM.Core.Studies;

/// <summary>
/// Everything that a study file says: wording, arms, rules, scoring. Immutable; frozen by <see cref="Hash"/> once data exist.
/// The published study leaves wording, topics and randomisation open, so all of it is configurable here and stored with the data.
/// </summary>
public sealed record StudyDefinition
{
    public required string Title { get; init; }
    public string Language { get; init; } = "en";

    /// <summary>Markdown shown first; what the study is, how long it takes.</summary>
    public required string Welcome { get; init; }

    /// <summary>Markdown of the consent form.</summary>
    public required string Consent { get; init; }

    /// <summary>Sentence beside the separate box for the use of the conversation for training; null: not asked, and nothing is used for training.</summary>
    public string? TrainingConsent { get; init; }

    /// <summary>Sentence beside the separate box for keeping every single change of the document; null: not asked, and none is kept.</summary>
    public string? RecordingConsent { get; init; }

    /// <summary>Asked with the consent; who gives an answer that is not eligible is not allocated. Null: nobody is screened. Not written when null, so that files from before keep their hash.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ScreeningQuestion>? Screening { get; init; }

    /// <summary>What is said to whom the screening rules out; null: a general sentence of thanks. Not written when null, as the one below.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? NotEligibleText { get; init; }

    /// <summary>Where whom the screening rules out goes back to, such as the crowd platform's page for it; null: nowhere.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? NotEligibleUrl { get; init; }

    /// <summary>Markdown shown before the co-writing and on demand.</summary>
    public required string Instructions { get; init; }

    public required IReadOnlyList<DocumentType> DocumentTypes { get; init; }
    public required IReadOnlyList<ArmDefinition> Arms { get; init; }

    /// <summary>Blocks per stratum (document type) hold each arm in proportion to its weight, this many times.</summary>
    public int RepeatsPerBlock { get; init; } = 2;

    /// <summary>Seed of allocation, sampling and scoring.</summary>
    public long Seed { get; init; } = 1;

    public TurnRules Turns { get; init; } = new();
    public SessionSettings Session { get; init; } = new();

    /// <summary>Pairs that participants make themselves; off by default.</summary>
    public HumanPairSettings HumanPairs { get; init; } = new();

    public SubstanceThresholds Substance { get; init; } = new();
    public required RatingQuestion Checkpoint { get; init; }
    public required IReadOnlyList<RatingQuestion> FinalRatings { get; init; }
    public IReadOnlyList<TextQuestion> FreeText { get; init; } = [];
    public ScoringSettings Scoring { get; init; } = new();

    /// <summary>Outcome keys declared as primary before data exist.</summary>
    public IReadOnlyList<string> PreRegistered { get; init; } = [];

    /// <summary>Planned looks and margins of equivalence; null: none. Not written when null, so that files from before there was a plan keep their hash.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AnalysisPlan? Plan { get; init; }

    /// <summary>Wanted number of completed sessions; null: open-ended.</summary>
    public int? Target { get; init; }

    public required string CompletionCode { get; init; }
    public string? CompletionUrl { get; init; }

    /// <summary>How the participant reads a document type; null where there is none of this key.</summary>
    public string? TypeName(string? key) => DocumentTypes.FirstOrDefault(t => t.Key == key)?.Name;

    public DocumentType Type(string key) => DocumentTypes.Single(t => t.Key == key);

    public string ToJson() => JsonSerializer.Serialize(this, StudyJson.Options);

    /// <summary>SHA-256 of the canonical JSON, 64 hexadecimal digits.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(ToJson())));

    /// <exception cref="JsonException">The text is not a study file.</exception>
    public static StudyDefinition FromJson(string json) =>
        JsonSerializer.Deserialize<StudyDefinition>(json, StudyJson.Options) ?? throw new JsonException("The study file is empty.");
}
