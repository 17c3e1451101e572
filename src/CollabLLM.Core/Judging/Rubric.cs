using CollabLLM.Core.Simulation;

namespace CollabLLM.Core.Judging;

/// <summary>What a judge is asked, which keys it answers with, and the closed range of each mark. The mark is the mean over the keys.</summary>
public sealed record Rubric(PromptFile Prompt, IReadOnlyList<string> Keys, double Low, double High)
{
    /// <summary>Name and version; stored with every mark.</summary>
    public string Id => $"{Prompt.Name}@{Prompt.Version}";

    /// <summary>How interactively the assistant works, 0 to 1 (`v2`).</summary>
    public static Rubric Interactivity(string? folder = null) => new(PromptFile.Load("interactivity.txt", folder), ["interactivity"], 0, 1);

    /// <summary>The same on the original scale of 1 to 3 (`paper`).</summary>
    public static Rubric InteractivityOneToThree(string? folder = null) => new(PromptFile.Load("interactivity-1-3.txt", folder), ["interactivity"], 1, 3);

    /// <summary>Three marks of 0 to 1 that are averaged (`verl`).</summary>
    public static Rubric InteractivityThreeMarks(string? folder = null) =>
        new(PromptFile.Load("interactivity-three.txt", folder), ["engagement", "clarification", "guidance"], 0, 1);

    /// <summary>How far the document fulfils the participant's brief, 0 to 1.</summary>
    public static Rubric GoalCompletion(string? folder = null) => new(PromptFile.Load("goal-completion.txt", folder), ["goal_completion"], 0, 1);

    /// <summary>Whether the final answer is right, 0 or 1.</summary>
    public static Rubric Accuracy(string? folder = null) => new(PromptFile.Load("accuracy.txt", folder), ["accuracy"], 0, 1);
}
