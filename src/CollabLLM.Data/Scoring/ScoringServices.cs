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
            services.AddOptions<ScoringOptions>().BindConfiguration(ScoringOptions.Section).ValidateDataAnnotations().ValidateOnStart();
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
}
