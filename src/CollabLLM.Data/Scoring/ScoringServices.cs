using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CollabLLM.Data.Scoring;

public static class ScoringServices
{
    extension(IServiceCollection services)
    {
        /// <summary>The queue and what works it. A host that scores also registers <see cref="Core.Policies.IPolicyClients"/>.</summary>
        public IServiceCollection AddCollabScoring()
        {
            services.AddOptions<ScoringOptions>().BindConfiguration(ScoringOptions.Section).PostConfigure<IConfiguration>(AddRemotePrices).ValidateDataAnnotations().ValidateOnStart();
            services.TryAddSingleton(TimeProvider.System);
            services.AddSingleton<QueueScoring>();
            services.AddSingleton<SteerRun>();
            services.AddSingleton<ReadProgress>();
            services.AddSingleton<ScoringQueue>();
            services.AddSingleton<ScoringModels>();
            services.AddSingleton<ConversationScorer>();
            services.AddSingleton<ScoringLoop>();
            return services;
        }
    }

    /// <summary>A colon separates the levels of a setting, so <c>remote:NAME</c> cannot be a key under Prices: its price stands with the remote model.</summary>
    private static void AddRemotePrices(ScoringOptions scoring, IConfiguration configuration)
    {
        foreach (var model in configuration.GetSection("Remote:Models").GetChildren())
        {
            if (model.GetSection("Price").Get<ModelPrice>() is { } price) scoring.Prices[$"remote:{model.Key}"] = price;
        }
    }
}
