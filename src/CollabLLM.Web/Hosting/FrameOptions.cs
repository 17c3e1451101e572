using System.Text.RegularExpressions;

namespace CollabLLM.Web.Hosting;

/// <summary>Section <c>Frames</c> of the settings: which sites may show participants' pages inside their own, as some crowd platforms do.</summary>
internal sealed partial class FrameOptions
{
    /// <summary>Origins, such as <c>https://app.example.org</c>. Empty: nobody may.</summary>
    public IReadOnlyList<string> Ancestors { get; set; } = [];

    public string Directive => Ancestors.Count == 0 ? "frame-ancestors 'none'" : $"frame-ancestors {string.Join(' ', Ancestors)}";

    public bool AreOrigins => Ancestors.All(a => Origin().IsMatch(a));

    [GeneratedRegex(@"^https://[A-Za-z0-9.*-]+(:\d+)?$")]
    private static partial Regex Origin();
}
