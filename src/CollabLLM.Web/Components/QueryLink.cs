namespace CollabLLM.Web.Components;

/// <summary>An address with the filters that are set.</summary>
internal static class QueryLink
{
    public static string To(string path, params IEnumerable<(string Name, string? Value)> values)
    {
        var given = values.Where(v => !string.IsNullOrEmpty(v.Value)).Select(v => $"{v.Name}={Uri.EscapeDataString(v.Value!)}").ToArray();
        return given.Length == 0 ? path : $"{path}?{string.Join('&', given)}";
    }
}
