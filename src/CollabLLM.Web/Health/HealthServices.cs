using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace CollabLLM.Web.Health;

internal static class HealthServices
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddCollabHealth()
        {
            services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
            return services;
        }
    }

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>live: the process answers. ready: the database does too.</summary>
        public void MapCollabHealth()
        {
            routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
            routes.MapHealthChecks("/health/ready");
        }
    }
}
