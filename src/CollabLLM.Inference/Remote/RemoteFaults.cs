using System.ClientModel;
using System.Globalization;
using System.Net.Http;
using System.Text.Json;
using CollabLLM.Core.Policies;

namespace CollabLLM.Inference.Remote;

/// <summary>What a server's fault means: which kind it is, and whether asking again can help.</summary>
internal static class RemoteFaults
{
    /// <summary>Faults of the server, the connection or its text; anything else is a fault of ours and passes.</summary>
    public static bool IsRemote(Exception fault) => fault is ClientResultException or HttpRequestException or IOException or JsonException or InvalidOperationException or FormatException;

    /// <summary>Too many requests, a time limit or fault of the server (408, 429, 5xx), no connection, a connection that broke.</summary>
    public static bool IsPassing(Exception fault) => fault switch
    {
        ClientResultException { Status: 0 or 408 or 429 or >= 500 } => true,
        HttpRequestException or IOException => true,
        PolicyUnavailableException { Kind: PolicyFailureKind.FirstTokenTimeout } => true,
        _ => false,
    };

    public static PolicyUnavailableException Of(string model, Exception fault) => fault as PolicyUnavailableException ?? new(
        fault is ClientResultException refusal ? Kind(refusal.Status) : PolicyFailureKind.RemoteFault, $"{model}: {fault.Message}", fault);

    /// <summary>What the server asks to wait, in seconds or to a date; null where it does not say.</summary>
    public static TimeSpan? RetryAfter(Exception fault, TimeProvider clock)
    {
        if (fault is not ClientResultException refusal || refusal.GetRawResponse()?.Headers.TryGetValue("Retry-After", out var text) is not true) return null;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < 86400) return TimeSpan.FromSeconds(seconds);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var until) ? until - clock.GetUtcNow() : null;
    }

    private static PolicyFailureKind Kind(int status) => status switch
    {
        429 => PolicyFailureKind.Busy,
        401 or 403 or 404 => PolicyFailureKind.ModelUnavailable,
        _ => PolicyFailureKind.RemoteFault,
    };
}
