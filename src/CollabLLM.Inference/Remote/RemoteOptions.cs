namespace CollabLLM.Inference.Remote;

/// <summary>Models on other servers, section <c>Remote</c>. A study names them <c>remote:NAME</c>.</summary>
public sealed class RemoteOptions
{
    public const string Section = "Remote";

    /// <summary>What a model's name begins with when another server answers for it.</summary>
    public const string Prefix = "remote:";

    public Dictionary<string, RemoteModelOptions> Models { get; set; } = [];
}
