using System.ComponentModel.DataAnnotations;

namespace CollabLLM.Data.Scoring;

/// <summary>Settings of background scoring, section <c>Scoring</c>.</summary>
public sealed class ScoringOptions
{
    public const string Section = "Scoring";

    /// <summary>Whether this host scores; a host that does not still queues.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Turns that this host scores at once.</summary>
    [Range(1, 256)]
    public int Workers { get; set; } = 4;

    /// <summary>Model calls of scoring under way at once on this host; all samples of all candidates of a turn share them, so that the engine's batch fills. 1: one call after another.</summary>
    [Range(1, 1024)]
    public int CallsAtOnce { get; set; } = 48;

    /// <summary>How long a worker holds a job without a sign of life before another may take it.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Attempts before a job is set aside with its reason.</summary>
    [Range(1, 100)]
    public int MaximumAttempts { get; set; } = 4;

    /// <summary>Wait after the first failed attempt; doubled after each further one.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00")]
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often an idle worker looks for jobs.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan Poll { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Prices by model name; models without one cost nothing. That of a remote model is <c>Remote:Models:NAME:Price</c>.</summary>
    public Dictionary<string, ModelPrice> Prices { get; set; } = [];
}
