using CollabLLM.Core.Participants;
using CollabLLM.Core.Sessions;
using CollabLLM.Data.Participants;
using CollabLLM.Data.Ratings;
using CollabLLM.Data.Sessions;

namespace CollabLLM.Web.Features.Sessions;

/// <summary>State of a participant's page: what the database says, read anew after every written step. Holds nothing unique.</summary>
internal sealed class ParticipantState(
    ReadSession read, RecordConsent consent, DeclineConsent decline, ChooseTopic chooseTopic, AnswerIntake answerIntake, BeginCoWriting begin,
    GiveRating giveRating, GiveFinalRatings giveFinalRatings, GiveAnswers giveAnswers, Withdraw withdraw, AskHelp askHelp,
    RecordEvents record)
{
    private string token = "";

    public event Action? Changed;

    public bool IsLoading { get; private set; } = true;

    /// <summary>Null after loading: the link leads nowhere.</summary>
    public SessionView? View { get; private set; }

    /// <summary>Why the last step was refused, for the participant; null: it was not.</summary>
    public string? Problem { get; private set; }

    public bool IsBusy { get; private set; }

    /// <summary>The last reading failed: what is shown, if anything, is what was read before.</summary>
    public bool IsUnread { get; private set; }

    public async Task LoadAsync(string participantToken)
    {
        token = participantToken;
        try
        {
            View = await read.RunAsync(token, CancellationToken.None);
            IsUnread = false;
        }
        catch (Exception failure) when (SaveFailure.Is(failure))
        {
            IsUnread = true;
        }
        IsLoading = false;
        Changed?.Invoke();
    }

    public Task ReloadAsync() => LoadAsync(token);

    public Task ConsentAsync(ConsentChoices choices) => StepAsync(id => consent.RunAsync(id, choices, CancellationToken.None));

    public Task DeclineAsync() => StepAsync(id => decline.RunAsync(id, CancellationToken.None));

    public Task ChooseTopicAsync(string topic) => StepAsync(id => chooseTopic.RunAsync(id, topic, CancellationToken.None));

    public Task AnswerIntakeAsync(IReadOnlyList<IntakeAnswer> answers) => StepAsync(id => answerIntake.RunAsync(id, answers, CancellationToken.None));

    public Task BeginAsync() => StepAsync(id => begin.RunAsync(id, CancellationToken.None));

    /// <summary>One of the final ratings, written before the page goes on to the next.</summary>
    public async Task<bool> RateAsync(RatingInput rating) =>
        await StepAsync(id => giveRating.RunAsync(id, rating.Question, null, rating.Value, rating.Comment, CancellationToken.None)) is null;

    public Task GiveFinalRatingsAsync(IReadOnlyList<RatingInput> ratings) => StepAsync(id => giveFinalRatings.RunAsync(id, ratings, CancellationToken.None));

    public Task GiveAnswersAsync(IReadOnlyList<AnswerInput> answers) => StepAsync(id => giveAnswers.RunAsync(id, answers, CancellationToken.None));

    /// <returns>Why it was not done; null: it was. The same of <see cref="AskHelpAsync"/>.</returns>
    public Task<string?> WithdrawAsync(bool keepData) => StepAsync(id => withdraw.RunAsync(id, keepData, CancellationToken.None));

    public Task<string?> AskHelpAsync(string text) => StepAsync(id => askHelp.RunAsync(id, text, CancellationToken.None));

    /// <returns>Whether the page may forget the events: they are written, or belong to a session that takes none.</returns>
    public async Task<bool> RecordAsync(string tab, double clientNowMs, IReadOnlyList<ClientEvent> events)
    {
        try
        {
            if (View is { } view) await record.RunAsync(view.SessionId, tab, clientNowMs, events, CancellationToken.None);
            return true;
        }
        catch (Exception failure) when (SaveFailure.Is(failure))
        {
            return false;
        }
    }

    // The page moves only after the step was committed; a second press while one is under way does nothing.
    private async Task<string?> StepAsync(Func<Guid, Task<StepResult>> step)
    {
        if (IsBusy || View is null) return "Something else is being saved. Wait a moment and press the button again.";
        (IsBusy, Problem) = (true, null);
        Changed?.Invoke();
        try
        {
            Problem = await step(View.SessionId) is StepResult.Refused refused ? refused.Sentence : null;
        }
        catch (Exception failure) when (SaveFailure.Is(failure))
        {
            Problem = SaveFailure.Sentence;
        }
        IsBusy = false;
        await ReloadAsync();
        return Problem;
    }
}
