using CollabLLM.Data.Documents;
using CollabLLM.Data.Participants;
using CollabLLM.Data.Ratings;
using CollabLLM.Data.Sessions;
using CollabLLM.Data.Studies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CollabLLM.Data;

internal static class SessionServices
{
    extension(IServiceCollection services)
    {
        /// <summary>Every operation that writes or reads a participant's session. Stateless, except the replies in the making.</summary>
        public IServiceCollection AddSessionOperations()
        {
            services.TryAddSingleton(TimeProvider.System);
            services.AddSingleton<SessionWrite>().AddSingleton<RevisionWrite>().AddSingleton<ReplyRun>().AddSingleton<LiveReplies>();
            services.AddSingleton<ReplyRecovery>().AddHostedService(provider => provider.GetRequiredService<ReplyRecovery>());
            services.AddSingleton<CreateStudy>().AddSingleton<SeedDemoStudy>();
            services.AddSingleton<JoinStudy>().AddSingleton<ReadSession>().AddSingleton<Withdraw>();
            services.AddSingleton<RecordConsent>().AddSingleton<DeclineConsent>().AddSingleton<ChooseTopic>().AddSingleton<AnswerIntake>().AddSingleton<BeginCoWriting>();
            services.AddSingleton<SubmitTurn>().AddSingleton<TryAgain>().AddSingleton<StopReply>().AddSingleton<PickReply>().AddSingleton<EditReply>().AddSingleton<FinishCoWriting>();
            services.AddSingleton<TakeOverTab>().AddSingleton<PauseSession>().AddSingleton<ResumeSession>().AddSingleton<AskHelp>().AddSingleton<AnswerHelp>().AddSingleton<RecordEvents>();
            services.AddSingleton<GiveRating>().AddSingleton<GiveFinalRatings>().AddSingleton<GiveAnswers>().AddSingleton<CodeAnswer>();
            services.AddSingleton<SaveRevision>().AddSingleton<ReadRevisions>().AddSingleton<RestoreRevision>();
            return services;
        }
    }
}
