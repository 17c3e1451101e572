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
    bool OwnTopicAllowed = true);
