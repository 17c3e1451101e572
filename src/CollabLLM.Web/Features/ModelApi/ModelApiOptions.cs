namespace CollabLLM.Web.Features.ModelApi;

/// <summary>Settings of the OpenAI-compatible address of this host's models, section <c>ModelApi</c>.</summary>
internal sealed class ModelApiOptions
{
    public const string Section = "ModelApi";

    public bool Enabled { get; set; }

    /// <summary>What callers send as bearer key.</summary>
    public string Key { get; set; } = "";
}
