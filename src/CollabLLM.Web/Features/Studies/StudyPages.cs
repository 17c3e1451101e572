namespace CollabLLM.Web.Features.Studies;

internal static class StudyPages
{
    extension(IServiceCollection services)
    {
        /// <summary>Coordinators' and researchers' pages.</summary>
        public IServiceCollection AddCollabStudies()
        {
            services.AddSingleton<ReadStudyOverview>();
            services.AddSingleton<ReadSessionDetail>();
            services.AddSingleton<ChangeStudyState>();
            services.AddSingleton<ExcludeSession>();
            services.AddTransient<StudyPageState>();
            return services;
        }
    }
}
