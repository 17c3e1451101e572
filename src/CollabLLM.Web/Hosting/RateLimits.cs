using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace CollabLLM.Web.Hosting;

/// <summary>
/// What one address may ask for in a minute. A participant's messages need none: a session has one reply in the making at a time,
/// and the engine's queue is bounded.
/// </summary>
internal static class RateLimits
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    extension(IServiceCollection services)
    {
        public void AddRateLimits(IConfiguration configuration)
        {
            services.AddOptions<RateLimitOptions>().Bind(configuration.GetSection("RateLimits")).ValidateDataAnnotations().ValidateOnStart();
            services.AddRateLimiter(limiter =>
            {
                limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(Partition);
                limiter.OnRejected = RefuseAsync;
            });
        }
    }

    private static RateLimitPartition<string> Partition(HttpContext http)
    {
        var options = http.RequestServices.GetRequiredService<IOptions<RateLimitOptions>>().Value;
        var (path, address) = (http.Request.Path, http.Connection.RemoteIpAddress?.ToString() ?? "unknown");
        if (HttpMethods.IsPost(http.Request.Method) && (path.StartsWithSegments("/signin") || path.StartsWithSegments("/invitation"))) return Window($"signin {address}", options.SignIn);
        if (HttpMethods.IsPost(http.Request.Method) && path.StartsWithSegments("/join")) return Window($"join {address}", options.Join);
        if (path.StartsWithSegments("/studies") && path.Value!.Contains("/exports/", StringComparison.Ordinal)) return Window($"exports {http.User.Identity?.Name ?? address}", options.Exports);
        return RateLimitPartition.GetNoLimiter("");
    }

    private static RateLimitPartition<string> Window(string key, int permits) =>
        RateLimitPartition.GetSlidingWindowLimiter(key, _ => new SlidingWindowRateLimiterOptions { PermitLimit = permits, Window = Minute, SegmentsPerWindow = 6 });

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken ct)
    {
        var http = rejected.HttpContext;
        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        http.Response.Headers.RetryAfter = Minute.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.SendFileAsync(http.RequestServices.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider.GetFileInfo("too-many.html"), ct);
    }
}
