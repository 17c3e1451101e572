using CollabLLM.Core.Participants;

namespace CollabLLM.Core.Exports.Tables;

/// <summary>Everybody who followed a join link, sessions or not: the top of the flow diagram.</summary>
public static class ParticipantsTable
{
    public static ExportTable<Participant> For(ExportScope scope)
    {
        var table = new ExportTable<Participant>("participants", "One arrival by a join link")
        {
            { "participant_id", "Participant, by a stable pseudonym", "identifier", Column.Never, p => Pseudonym.Text(p.Id) },
            { "source", "Where the participant came from, as the link says", "text", "the link did not say", p => p.Source },
            { "is_bot", "Whether a scripted participant of the product's own", "yes or no", Column.Never, p => (bool?)p.IsBot },
            { "arrived_at", "When the link was followed", "moment in UTC", Column.Never, p => (DateTimeOffset?)p.ArrivedAt },
            { "consented_at", "When consent was given", "moment in UTC", "it was not given", p => p.ConsentedAt },
            { "consents_to_training", "Whether the conversation may be used to train policies", "yes or no", Column.Never, p => (bool?)p.ConsentsToTraining },
            { "consents_to_recording", "Whether every single change of the document may be kept", "yes or no", Column.Never, p => (bool?)p.ConsentsToRecording },
            { "withdrawn_at", "When the participant withdrew", "moment in UTC", "did not withdraw", p => p.WithdrawnAt },
            { "keeps_data", "Whether the data may be kept after the withdrawal", "yes or no", Column.Never, p => (bool?)p.KeepsDataAfterWithdrawal },
        };
        if (scope.ShowsIdentifiers)
            table.Add("external_id", "Identifier that a platform passed in the link: a claim, and personal data", "identifier", "the link had none", p => p.ExternalId);
        return table;
    }
}
