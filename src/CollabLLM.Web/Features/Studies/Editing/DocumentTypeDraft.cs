using CollabLLM.Core.Studies;

namespace CollabLLM.Web.Features.Studies.Editing;

/// <summary>One kind of document while somebody edits it; lists are texts with one entry a line.</summary>
public sealed class DocumentTypeDraft
{
    public string Key { get; set; } = "";
    public string Name { get; set; } = "";
    public string Topics { get; set; } = "";
    public bool OwnTopicAllowed { get; set; } = true;
    public List<IntakeDraft> Intake { get; } = [];

    public static DocumentTypeDraft From(DocumentType type)
    {
        var draft = new DocumentTypeDraft { Key = type.Key, Name = type.Name, Topics = string.Join('\n', type.Topics), OwnTopicAllowed = type.OwnTopicAllowed };
        draft.Intake.AddRange(type.Intake.Select(q => new IntakeDraft { Key = q.Key, Text = q.Text, Options = string.Join('\n', q.Options) }));
        return draft;
    }

    public DocumentType ToDefinition() => new(
        Key.Trim(), Name.Trim(), StudyDraft.Lines(Topics),
        [.. Intake.Where(q => !string.IsNullOrWhiteSpace(q.Text)).Select(q => new IntakeQuestion(q.Key.Trim(), q.Text.Trim(), StudyDraft.Lines(q.Options)))], OwnTopicAllowed);
}
