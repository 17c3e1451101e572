using CollabLLM.Core.Studies;

namespace CollabLLM.Data.Comparisons;

/// <summary>The outcomes that a study has by its file alone, so that they can be named in a plan before there are data. Scores come later, by run.</summary>
public static class PlannableOutcomes
{
    /// <summary>The interaction rating at all checkpoints together.</summary>
    public const string CheckpointsTitle = "Interaction over checkpoints";

    public static IReadOnlyList<(string Key, string Title)> For(StudyDefinition study) =>
        [.. SessionOutcomes.For(study).Select(o => (o.Key, o.Title)), .. study.Turns.RateEveryTurns > 0 ? new[] { (study.Checkpoint.Key, CheckpointsTitle) } : []];
}
