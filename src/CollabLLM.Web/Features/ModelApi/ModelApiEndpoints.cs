using CollabLLM.Inference;
using Microsoft.Extensions.Options;

namespace CollabLLM.Web.Features.ModelApi;

internal static class ModelApiEndpoints
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddModelApi()
        {
            services.AddOptions<ModelApiOptions>().BindConfiguration(ModelApiOptions.Section)
                .Validate(o => !o.Enabled || o.Key.Length >= 16, $"{ModelApiOptions.Section}:Enabled is true, so {ModelApiOptions.Section}:Key must be a secret of at least 16 characters.")
                .ValidateOnStart();
            return services.AddSingleton<CompleteChat>();
        }
    }

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>The models of this host for OpenAI clients, under <c>/v1</c>. Nothing is there unless the settings enable it.</summary>
        public void MapModelApi()
        {
            var options = routes.ServiceProvider.GetRequiredService<IOptions<ModelApiOptions>>();
            if (!options.Value.Enabled) return;
            var api = routes.MapGroup("/v1").AllowAnonymous().AddEndpointFilter(new ModelApiKey(options));
            api.MapGet("/models", (ModelCatalog catalog) => Results.Json(new ModelList([.. catalog.Names.Select(Entry)]), ApiJson.Options));
            api.MapGet("/models/{id}", (string id, ModelCatalog catalog) => catalog.Names.Contains(id)
                ? Results.Json(Entry(id), ApiJson.Options)
                : ApiError.Of(new RequestFault($"There is no model '{id}' here.", "model")));
            api.MapPost("/chat/completions", (HttpContext http, CompleteChat chat) => chat.RunAsync(http));
        }
    }

    /// <summary>A folder has no moment of making that means anything to a client; the field is required, so it is 0.</summary>
    private static ModelEntry Entry(string name) => new(name, Created: 0);
}
