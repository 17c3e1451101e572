namespace CollabLLM.Core.Participants;

/// <summary>Somebody who followed a join link. Known by a random token; a platform's identifier is a claim, kept apart and never an authorisation.</summary>
public sealed class Participant
{
    private Participant() { }

    public Participant(Guid studyId, string token, string? externalId, string? source, bool isBot, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        (StudyId, Token, ExternalId, Source, IsBot, ArrivedAt) = (studyId, token, externalId, source, isBot, at);
    }

    public Guid Id { get; private set; }
    public Guid StudyId { get; private set; }

    /// <summary>Secret of the resume link: 128 random bits in base 32.</summary>
    public string Token { get; private set; } = "";

    /// <summary>Identifier that a crowd platform passed in the link; unique within the study; null when there was none.</summary>
    public string? ExternalId { get; private set; }

    /// <summary>Where the participant came from, such as "prolific"; null when the link did not say.</summary>
    public string? Source { get; private set; }

    public bool IsBot { get; private set; }
    public DateTimeOffset ArrivedAt { get; private set; }
    public DateTimeOffset? ConsentedAt { get; private set; }
    public bool ConsentsToTraining { get; private set; }

    /// <summary>Whether every single change of the document may be kept, not only its revisions.</summary>
    public bool ConsentsToRecording { get; private set; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>Whether the data collected so far may be kept after the withdrawal.</summary>
    public bool KeepsDataAfterWithdrawal { get; private set; }

    public void Consent(ConsentChoices choices, DateTimeOffset at) =>
        (ConsentedAt, ConsentsToTraining, ConsentsToRecording) = (ConsentedAt ?? at, choices.ToTraining, choices.ToRecording);

    public void Withdraw(bool keepData, DateTimeOffset at)
    {
        (WithdrawnAt, KeepsDataAfterWithdrawal) = (WithdrawnAt ?? at, keepData);
        ConsentsToTraining = false;
    }
}
