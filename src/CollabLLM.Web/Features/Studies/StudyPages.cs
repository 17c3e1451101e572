using CollabLLM.Web.Features.Calibration;
using CollabLLM.Web.Features.Comparison;
using CollabLLM.Web.Features.FreeText;
using CollabLLM.Web.Features.Pooling;
using CollabLLM.Web.Features.Scoring;
using CollabLLM.Web.Features.Studies.Editing;

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
            services.AddSingleton<ReadConversations>();
            services.AddSingleton<ReadFreeText>();
            services.AddSingleton<ReadPool>();
            services.AddSingleton<ChangeStudyState>();
            services.AddSingleton<ExcludeSession>();
            services.AddSingleton<AnswerHelp>();
            services.AddSingleton<NewStudy>();
            services.AddSingleton<ChangeDefinition>();
            services.AddSingleton<ReadPairs>();
            services.AddSingleton<DecidePair>();
            services.AddTransient<StudyPageState>();
            services.AddSingleton<UnblindStudy>();
            services.AddTransient<ComparisonState>();
            services.AddTransient<CalibrationState>();
            services.AddTransient<PairsState>();
            services.AddSingleton<ReadScorable>();
            services.AddTransient<ScoringState>();
            return services;
        }
    }
}
