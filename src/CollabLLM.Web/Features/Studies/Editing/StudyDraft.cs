using CollabLLM.Core.Studies;

namespace CollabLLM.Web.Features.Studies.Editing;

/// <summary>A study file while somebody edits it. What the form does not show stays as it was in <see cref="Whole"/>.</summary>
public sealed class StudyDraft
{
    private StudyDraft(StudyDefinition whole) => Whole = whole;

    /// <summary>The definition from which the editing started.</summary>
    public StudyDefinition Whole { get; }

    public string Title { get; set; } = "";
    public string Welcome { get; set; } = "";
    public string Consent { get; set; } = "";
    public string? TrainingConsent { get; set; }
    public string Instructions { get; set; } = "";
    public int? Target { get; set; }
    public string CompletionCode { get; set; } = "";
    public string? CompletionUrl { get; set; }
    public string? NotEligibleText { get; set; }
    public string? NotEligibleUrl { get; set; }
    public int MinimumTurns { get; set; }
    public int MaximumTurns { get; set; }
    public int RateEveryTurns { get; set; }
    public bool EditingAllowed { get; set; }
    public bool PolicySeesDocument { get; set; }
    public bool PreferNotToSay { get; set; }
    public bool RecordDeltas { get; set; }
    public bool DocumentOnLeft { get; set; }
    public PlanDraft Plan { get; private init; } = new();
    public List<ScreeningDraft> Screening { get; } = [];
    public List<ArmDraft> Arms { get; } = [];
    public List<DocumentTypeDraft> DocumentTypes { get; } = [];

    public static StudyDraft From(StudyDefinition definition)
    {
        var draft = new StudyDraft(definition)
        {
            Title = definition.Title, Welcome = definition.Welcome, Consent = definition.Consent, TrainingConsent = definition.TrainingConsent, Instructions = definition.Instructions,
            Target = definition.Target, CompletionCode = definition.CompletionCode, CompletionUrl = definition.CompletionUrl, NotEligibleText = definition.NotEligibleText, NotEligibleUrl = definition.NotEligibleUrl,
            MinimumTurns = definition.Turns.MinimumTurns, MaximumTurns = definition.Turns.MaximumTurns, RateEveryTurns = definition.Turns.RateEveryTurns,
            EditingAllowed = definition.Session.EditingAllowed, PolicySeesDocument = definition.Session.PolicySeesDocument, PreferNotToSay = definition.Session.PreferNotToSay,
            RecordDeltas = definition.Session.RecordDeltas, DocumentOnLeft = definition.Session.DocumentOnLeft,
            Plan = PlanDraft.From(definition),
        };
        draft.Screening.AddRange((definition.Screening ?? []).Select(ScreeningDraft.From));
        draft.Arms.AddRange(definition.Arms.Select(ArmDraft.From));
        draft.DocumentTypes.AddRange(definition.DocumentTypes.Select(DocumentTypeDraft.From));
        return draft;
    }

    public StudyDefinition ToDefinition() => Plan.Into(Whole) with
    {
        Title = Title.Trim(), Welcome = Welcome, Consent = Consent, TrainingConsent = OrNull(TrainingConsent), Instructions = Instructions,
        Target = Target, CompletionCode = CompletionCode.Trim(), CompletionUrl = OrNull(CompletionUrl), NotEligibleText = OrNull(NotEligibleText), NotEligibleUrl = OrNull(NotEligibleUrl),
        Turns = Whole.Turns with { MinimumTurns = MinimumTurns, MaximumTurns = MaximumTurns, RateEveryTurns = RateEveryTurns },
        Session = Whole.Session with { EditingAllowed = EditingAllowed, PolicySeesDocument = PolicySeesDocument, PreferNotToSay = PreferNotToSay, RecordDeltas = RecordDeltas, DocumentOnLeft = DocumentOnLeft },
        Screening = Screening.Count == 0 ? null : [.. Screening.Select(q => q.ToDefinition(Whole.Screening?.FirstOrDefault(b => b.Key == q.Key.Trim())))],
        Arms = [.. Arms.Select(a => a.ToDefinition())],
        DocumentTypes = [.. DocumentTypes.Select(t => t.ToDefinition())],
    };

    internal static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>One entry a line, empty lines left out.</summary>
    internal static IReadOnlyList<string> Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
