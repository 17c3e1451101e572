using CollabLLM.Core.Studies;

namespace CollabLLM.Web.Features.Studies.Editing;

/// <summary>One screening question while somebody edits it; lists are texts with one entry a line.</summary>
public sealed class ScreeningDraft
{
    public string Key { get; set; } = "";
    public string Text { get; set; } = "";
    public string Eligible { get; set; } = "";
    public string NotEligible { get; set; } = "";

    public static ScreeningDraft From(ScreeningQuestion question) => new()
    {
        Key = question.Key, Text = question.Text, Eligible = string.Join('\n', question.Options.Where(question.Admits)), NotEligible = string.Join('\n', question.Options.Where(o => !question.Admits(o))),
    };

    /// <param name="before">The question as it was: answers keep their order where they are the same.</param>
    public ScreeningQuestion ToDefinition(ScreeningQuestion? before)
    {
        var (eligible, others) = (StudyDraft.Lines(Eligible), StudyDraft.Lines(NotEligible));
        return before is not null && before.Options.Where(before.Admits).SequenceEqual(eligible) && before.Options.Where(o => !before.Admits(o)).SequenceEqual(others)
            ? before with { Text = Text.Trim() }
            : new(Key.Trim(), Text.Trim(), [.. eligible, .. others], eligible);
    }
}
