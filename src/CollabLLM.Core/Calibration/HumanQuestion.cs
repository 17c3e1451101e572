using System.Text.Json.Serialization;

namespace CollabLLM.Core.Calibration;

/// <summary>A question of the study that is answered on a scale.</summary>
public sealed record HumanQuestion(string Key, string Title, bool IsCheckpoint)
{
    /// <summary>The name in plots and beside them.</summary>
    [JsonIgnore]
    public string Name => IsCheckpoint ? "next checkpoint" : Key.Replace('-', ' ');
}
