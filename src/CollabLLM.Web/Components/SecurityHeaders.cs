using CollabLLM.Web.Hosting;
using Microsoft.Extensions.Options;

namespace CollabLLM.Web.Components;

/// <summary>Headers on every answer: no scripts but our own, no frames unless a setting names who may, no plug-ins, no outside requests.</summary>
internal static class SecurityHeaders
{
    // Some browsers do not count the site's own web socket as 'self', so it is named.
    private static string Policy(HostString host, string frames) =>
        $"default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self' ws://{host} wss://{host}; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; " + frames;

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var headers = context.Response.Headers;
        // Only participants' pages are ever shown inside another site's.
        var frames = IsParticipants(context.Request.Path) ? context.RequestServices.GetRequiredService<IOptions<FrameOptions>>().Value : new FrameOptions();
        headers.ContentSecurityPolicy = Policy(context.Request.Host, frames.Directive);
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        await next(context);
    });

    private static bool IsParticipants(PathString path) => path.StartsWithSegments("/s") || path.StartsWithSegments("/join");
}
