using System.Text.Json.Serialization;

namespace CollabLLM.Core.Ratings;

/// <summary>A question answered on a scale. <see cref="Key"/> is its stable name in the data.</summary>
public sealed record RatingQuestion(string Key, string Text, RatingScale Scale, bool CommentAllowed = true)
{
    /// <summary>Key of the interaction rating after every k turns.</summary>
    public const string Checkpoint = "interaction-checkpoint";

    public const string DocumentQuality = "document-quality";

    public const string OverallInteraction = "overall-interaction";

    /// <summary>The key as a heading: document-quality is Document quality. No part of the study file.</summary>
    [JsonIgnore]
    public string Title => char.ToUpperInvariant(Key[0]) + Key[1..].Replace('-', ' ');
}
