using CollabLLM.Core.Sessions;

namespace CollabLLM.Core.Studies;

/// <summary>A kind of document that participants may be asked to write.</summary>
/// <param name="Key">Stable key in the data, such as <c>blog-post</c>.</param>
/// <param name="Name">As read in a sentence: "a <i>blog post</i>".</param>
/// <param name="Topics">The fixed set that the participant chooses from.</param>
/// <param name="Intake">Brief questions that the participant answers first, so that a rough idea exists.</param>
public sealed record DocumentType(
    string Key,
    string Name,
    IReadOnlyList<string> Topics,
    IReadOnlyList<IntakeQuestion> Intake,
    bool OwnTopicAllowed = true)
{
    /// <summary>The intake questions in their order, each with what was answered; null: nothing. Answers to a study's screening questions are none of them.</summary>
    /// <param name="given">All that a session has answered, by the key or by the text of the question.</param>
    public IEnumerable<(IntakeQuestion Question, string? Answer)> Answers(IReadOnlyList<IntakeAnswer> given) =>
        Intake.Select(q => (q, given.FirstOrDefault(a => a.Question == q.Key || a.Question == q.Text)?.Text));
}
