using System.Text.RegularExpressions;

namespace CollabLLM.IntegrationTests.Site;

/// <summary>Sends a page's form as a browser does: with its hidden fields.</summary>
internal static partial class Forms
{
    public static async Task<HttpResponseMessage> PostAsync(HttpClient http, string path, Dictionary<string, string> fields)
    {
        var page = await http.GetStringAsync(path);
        foreach (Match hidden in Hidden().Matches(page)) fields.TryAdd(hidden.Groups["name"].Value, hidden.Groups["value"].Value);
        using var content = new FormUrlEncodedContent(fields);
        return await http.PostAsync(path, content);
    }

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)" ?/?>""")]
    private static partial Regex Hidden();
}
