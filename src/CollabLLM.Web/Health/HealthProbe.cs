namespace CollabLLM.Web.Health;

/// <summary>The container's health check: this program asks a running one, because the image holds no other HTTP client.</summary>
internal static class HealthProbe
{
    private const string Flag = "--check-health";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public static bool IsAsked(string[] args) => args is [Flag, ..];

    /// <returns>Exit code: 0 when the address answers with success, 1 otherwise.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter errors)
    {
        if (args is not [_, var text] || !Uri.TryCreate(text, UriKind.Absolute, out var address))
        {
            await errors.WriteLineAsync($"Usage: {Flag} ADDRESS, for example {Flag} http://127.0.0.1:8080/health/ready");
            return 1;
        }
        using var http = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(address);
            if (answer.IsSuccessStatusCode) return 0;
            await errors.WriteLineAsync($"{address} answered {(int)answer.StatusCode}.");
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
        {
            await errors.WriteLineAsync($"{address} did not answer: {fault.Message}");
        }
        return 1;
    }
}
