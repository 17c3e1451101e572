using CollabLLM.Data.Audit;
using CollabLLM.Data.Calibration;
using CollabLLM.Data.Comparisons;
using CollabLLM.Data.Connections;
using CollabLLM.Data.Exports.Import;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CollabLLM.Data;

public static class DataServices
{
    extension(IServiceCollection services)
    {
        /// <summary>The database and every operation on it.</summary>
        public IServiceCollection AddCollabData(IConfiguration configuration)
        {
            services.AddOptions<DatabaseOptions>().Bind(configuration.GetSection("Database")).ValidateDataAnnotations().ValidateOnStart();
            services.AddDbContextFactory<CollabDbContext>((provider, builder) =>
                builder.UseCollabDatabase(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value));
            services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<CollabDbContext>>().CreateDbContext());
            services.AddSessionOperations();
            services.AddSingleton<AuditTrail>();
            services.AddSingleton<ImportStudy>();
            services.AddSingleton<ReadOutcomes>();
            services.AddSingleton<ReadCalibration>();
            return services;
        }
    }
}
