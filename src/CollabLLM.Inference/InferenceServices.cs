using CollabLLM.Core.Metrics;
using CollabLLM.Core.Policies;
using CollabLLM.Inference.Remote;
using CollabLLM.Inference.RewardModels;
using CollabLLM.Inference.Tokenizers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CollabLLM.Inference;

public static class InferenceServices
{
    extension(IServiceCollection services)
    {
        /// <summary>The inference engine: options from sections <c>Inference</c> and <c>Remote</c>, and one <see cref="ModelCatalog"/> for the host.</summary>
        public IServiceCollection AddCollabInference()
        {
            services.AddOptionsWithValidateOnStart<InferenceOptions, InferenceOptionsValidator>().BindConfiguration(InferenceOptions.Section);
            services.TryAddSingleton(TimeProvider.System);
            services.AddMetrics();
            services.AddOptionsWithValidateOnStart<RemoteOptions, RemoteOptionsValidator>().BindConfiguration(RemoteOptions.Section);
            services.AddSingleton<ModelCatalog>();
            services.AddSingleton<RemoteModels>();
            services.AddSingleton<IPolicyClients, PolicyClients>();
            services.AddSingleton<IRewardModels, RewardModelCatalog>();
            services.AddSingleton<ITokenCounters, TokenCounterCatalog>();
            return services;
        }
    }
}
