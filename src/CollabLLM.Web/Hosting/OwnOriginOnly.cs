namespace CollabLLM.Web.Hosting;

/// <summary>
/// A page of another site may not open a circuit here: browsers let any page open a web socket anywhere, and the framework does not ask where it comes from.
/// Behind a proxy this needs the visitor's host name, which proxies pass on in Host or, with forwarded headers enabled, in X-Forwarded-Host.
/// </summary>
internal static class OwnOriginOnly
{
    private const string Hub = "/_blazor";

    public static void UseOwnOriginOnly(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.Request.Path.StartsWithSegments(Hub) && IsForeign(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.Response.WriteAsync("This address serves only pages of this site. Behind a proxy: pass on the Host header.");
            return;
        }
        await next(context);
    });

    // Programs other than browsers send no origin, and no cookie of a visitor either.
    private static bool IsForeign(HttpRequest request) =>
        request.Headers.Origin is [{ } origin] && (!Uri.TryCreate(origin, UriKind.Absolute, out var from) || !string.Equals(from.Host, request.Host.Host, StringComparison.OrdinalIgnoreCase));
}
