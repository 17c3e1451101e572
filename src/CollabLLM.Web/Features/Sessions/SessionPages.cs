using CollabLLM.Web.Features.Join;

namespace CollabLLM.Web.Features.Sessions;

internal static class SessionPages
{
    extension(IServiceCollection services)
    {
        /// <summary>Participants' pages: one state per circuit.</summary>
        public IServiceCollection AddCollabSessions()
        {
            services.AddSingleton<WarmPolicies>();
            services.AddSingleton<ReadInvitationToJoin>();
            services.AddScoped<ParticipantState>();
            services.AddScoped<CoWritingState>();
            return services;
        }
    }
}
