using System.ComponentModel.DataAnnotations;

namespace CollabLLM.Inference;

/// <summary>Settings of the inference engine, section <c>Inference</c>.</summary>
public sealed class InferenceOptions
{
    public const string Section = "Inference";

    /// <summary>Folder that holds one folder per model; relative to the host's working folder.</summary>
    [Required]
    public string ModelsFolder { get; set; } = "models";

    /// <exception cref="ArgumentException">This is not a name but a path, or empty.</exception>
    internal string FolderOf(string model) => model.AsSpan().IndexOfAny('/', '\\') >= 0 || model is "" or "." or ".."
        ? throw new ArgumentException($"'{model}' is not the name of a model folder.")
        : Path.Combine(ModelsFolder, model);

    /// <summary>auto takes CUDA where a probe shows that it works; cpu and cuda are taken as they are, and cuda falls back to cpu with a reason.</summary>
    [RegularExpression("auto|cpu|cuda")]
    public string Provider { get; set; } = "auto";

    /// <summary>Threads of one step; 0 is one per core, at most 8.</summary>
    [Range(0, 256)]
    public int Threads { get; set; }

    /// <summary>Threads wait by spinning: a little faster on a machine of its own, harmful beside a web server.</summary>
    public bool Spinning { get; set; }

    /// <summary>Bytes of keys and values that all models may hold together; the session that was idle longest is dropped first, of whichever model.</summary>
    [Range(1L << 20, 1L << 40)]
    public long KvBudgetBytes { get; set; } = 1L << 30;

    /// <summary>Requests that run together in one step.</summary>
    [Range(1, 1024)]
    public int MaxRows { get; set; } = 32;

    /// <summary>Scoring rows that go along in a step of participants' rows; 0 stops scoring while a participant waits.</summary>
    [Range(0, 1024)]
    public int ScoringRowsBesideInteractive { get; set; } = 1;

    /// <summary>Interactive requests that may wait before the next is refused as busy.</summary>
    [Range(1, 100_000)]
    public int QueueLimit { get; set; } = 256;

    /// <summary>Scoring requests that may wait before the next is refused as busy.</summary>
    [Range(1, 1_000_000)]
    public int ScoringQueueLimit { get; set; } = 4096;

    /// <summary>Prompt tokens computed in one step when nobody else decodes.</summary>
    [Range(1, 8192)]
    public int ChunkTokens { get; set; } = 256;

    /// <summary>Longest a step may take while others decode, as a multiple of a step without the joining prompt.</summary>
    [Range(1.1, 100)]
    public double JoinStall { get; set; } = 2.2;

    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan FirstTokenTimeout { get; set; } = TimeSpan.FromSeconds(30);

    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(120);

    /// <summary>Limit for a whole scoring reply, waiting behind participants included.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "7.00:00:00")]
    public TimeSpan ScoringTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>A model without requests for so long is unloaded; it comes back at the next request.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan IdleUnload { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Longest reply in tokens where neither the request nor the model folder says.</summary>
    [Range(1, 1_000_000)]
    public int DefaultMaxTokens { get; set; } = 512;

    /// <summary>Rewrites the graph so that keys and values stay in pages of the engine; false runs every graph as it is.</summary>
    public bool PagedAttention { get; set; } = true;

    /// <summary>Multiplies with weights of single precision by the engine's own operation where the processor has 512-bit vectors; false leaves it to the runtime.</summary>
    public bool PackedProducts { get; set; } = true;

    /// <summary>The .onnx file to take by model name, where a folder holds several; e.g. <c>"my-model": "onnx/model_q4.onnx"</c>.</summary>
    public Dictionary<string, string> Files { get; set; } = [];
}
