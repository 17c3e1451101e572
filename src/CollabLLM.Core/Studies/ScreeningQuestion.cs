namespace CollabLLM.Core.Studies;

/// <summary>A question that is asked with the consent and decides, before the allocation, who may take part.</summary>
/// <param name="Key">Stable name in the data.</param>
/// <param name="Options">All answers; one is chosen.</param>
/// <param name="Eligible">Those of <paramref name="Options"/> that let in.</param>
public sealed record ScreeningQuestion(string Key, string Text, IReadOnlyList<string> Options, IReadOnlyList<string> Eligible)
{
    public bool Admits(string answer) => Eligible.Contains(answer);

    /// <summary>What is wrong with a study's screening questions, in sentences.</summary>
    public static IEnumerable<string> Faults(IReadOnlyList<ScreeningQuestion> questions)
    {
        for (var i = 0; i < questions.Count; i++)
        {
            var question = questions[i];
            if (string.IsNullOrWhiteSpace(question.Key) || question.Key.Length > 64) yield return $"screening[{i}].key must have 1 to 64 characters, such as \"english\".";
            if (string.IsNullOrWhiteSpace(question.Text)) yield return $"screening[{i}].text is empty. Write the question.";
            if (question.Options.Any(string.IsNullOrWhiteSpace) || question.Options.Distinct().Count() < Math.Max(2, question.Options.Count)) yield return $"screening[{i}].options must hold two or more different answers.";
            if (question.Eligible.FirstOrDefault(e => !question.Options.Contains(e)) is { } unknown) yield return $"screening[{i}].eligible names \"{unknown}\", which is none of its options.";
            if (question.Eligible.Distinct().Count() is var admitted && (admitted == 0 || admitted >= question.Options.Count)) yield return $"screening[{i}].eligible must hold at least one of the options, and not all of them.";
        }
        if (questions.Select(q => q.Key).Distinct().Count() < questions.Count) yield return "Two screening questions have the same key. Give each its own.";
    }
}
