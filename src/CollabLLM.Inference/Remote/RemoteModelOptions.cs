using System.ComponentModel.DataAnnotations;

namespace CollabLLM.Inference.Remote;

/// <summary>One model behind an OpenAI-compatible server. Its <c>Price</c> stands beside these and is read where scoring counts cost.</summary>
public sealed class RemoteModelOptions
{
    /// <summary>Address before <c>/chat/completions</c>, e.g. <c>https://api.example.org/v1</c>.</summary>
    [Required]
    public string BaseUrl { get; set; } = "";

    /// <summary>The server's name of the model.</summary>
    [Required]
    public string Model { get; set; } = "";

    /// <summary>The key itself; <see cref="KeyVariable"/> keeps it out of settings files. Neither: the server asks for none.</summary>
    public string? Key { get; set; }

    /// <summary>Environment variable that holds the key.</summary>
    public string? KeyVariable { get; set; }

    /// <summary>Requests under way at once; the others wait.</summary>
    [Range(1, 1024)]
    public int MaximumConcurrency { get; set; } = 4;

    /// <summary>Further attempts after a refusal for load, a fault of the server or of the connection, as long as no text has come.</summary>
    [Range(0, 20)]
    public int Retries { get; set; } = 4;

    /// <summary>Longest wait before the first further attempt; doubled before each next one.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>No wait between attempts is longer, whatever the server asks for.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Limit of one attempt for its first text.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan FirstTokenTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Limit for the whole reply with its attempts, from the moment that a place was free.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromMinutes(2);
}
