using CollabLLM.Data.Sessions;

namespace CollabLLM.Web.Features.Sessions;

/// <param name="Now">The page's monotonic clock (performance.now()) in milliseconds when it was sent.</param>
internal sealed record ClientBatch(double Now, ClientEvent[] Events);
