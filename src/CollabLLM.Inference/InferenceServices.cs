using CollabLLM.Core.Policies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CollabLLM.Inference;

public static class InferenceServices
{
    extension(IServiceCollection services)
    {
        /// <summary>The inference engine: options from section <c>Inference</c> and one <see cref="ModelCatalog"/> for the host.</summary>
        public IServiceCollection AddCollabInference()
        {
            services.AddOptionsWithValidateOnStart<InferenceOptions, InferenceOptionsValidator>().BindConfiguration(InferenceOptions.Section);
            services.TryAddSingleton(TimeProvider.System);
            services.AddMetrics();
            services.AddSingleton<ModelCatalog>();
            services.AddSingleton<IPolicyClients, PolicyClients>();
            return services;
        }
    }
}
