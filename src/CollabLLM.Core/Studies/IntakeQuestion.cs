namespace CollabLLM.Core.Studies;

/// <summary>A question before the co-writing begins, answered in a few words; <see cref="Options"/> are offered as chips that fill the answer.</summary>
public sealed record IntakeQuestion(string Key, string Text, IReadOnlyList<string> Options);
