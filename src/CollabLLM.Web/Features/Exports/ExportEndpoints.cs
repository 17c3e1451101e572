using CollabLLM.Web.Features.Accounts;

namespace CollabLLM.Web.Features.Exports;

internal static class ExportEndpoints
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddCollabExports() => services.AddSingleton<ExportFiles>().AddScoped<DownloadExport>();
    }

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Downloads of a study: <c>/studies/demo/exports/all.zip</c>, <c>sessions.csv</c>, <c>pairs.trl.jsonl</c>. They can be resumed.</summary>
        public void MapCollabExports() => routes
            .MapGet("/studies/{slug}/exports/{file}", (string slug, string file, HttpContext http, DownloadExport download) => download.RunAsync(slug, file, http))
            .RequireAuthorization(Policies.Researcher);
    }
}
