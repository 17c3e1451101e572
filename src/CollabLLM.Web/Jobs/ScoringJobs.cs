namespace CollabLLM.Web.Jobs;

internal static class ScoringJobs
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddCollabJobs() => services.AddHostedService<ScoringWorker>();
    }
}
