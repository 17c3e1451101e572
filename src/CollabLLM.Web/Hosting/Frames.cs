using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Options;

namespace CollabLLM.Web.Hosting;

internal static class Frames
{
    extension(IServiceCollection services)
    {
        public void AddFrames()
        {
            services.AddOptions<FrameOptions>().BindConfiguration("Frames")
                .Validate(o => o.AreOrigins, "Frames:Ancestors must hold origins that begin with https:// and end before the path, such as https://app.example.org.")
                .ValidateOnStart();
            services.AddOptions<AntiforgeryOptions>().Configure<IOptions<FrameOptions>>((antiforgery, frames) =>
            {
                // The content security policy says who may frame, in one place.
                antiforgery.SuppressXFrameOptionsHeader = true;
                if (frames.Value.Ancestors.Count == 0) return;
                // Inside another site's frame a browser sends only cookies that say so, and those only over HTTPS.
                (antiforgery.Cookie.SameSite, antiforgery.Cookie.SecurePolicy) = (SameSiteMode.None, CookieSecurePolicy.Always);
            });
        }
    }
}
