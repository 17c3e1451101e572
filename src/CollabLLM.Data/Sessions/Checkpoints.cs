using CollabLLM.Core.Ratings;
using CollabLLM.Core.Sessions;
using CollabLLM.Core.Studies;

namespace CollabLLM.Data.Sessions;

/// <summary>Which interaction rating is due.</summary>
internal static class Checkpoints
{
    public static int? Due(StudyDefinition study, SessionStep step, int completedTurns, IEnumerable<Rating> ratings) =>
        Due(study, step, completedTurns, ratings.Select(r => (r.Question, r.Turn)));

    /// <summary>The last checkpoint reached, unless it has been rated or declined; earlier ones could not be passed without an answer.</summary>
    public static int? Due(StudyDefinition study, SessionStep step, int completedTurns, IEnumerable<(string Question, int? Turn)> rated)
    {
        var every = study.Turns.RateEveryTurns;
        if (step != SessionStep.CoWriting || every <= 0 || completedTurns < every) return null;
        var last = completedTurns / every * every;
        return rated.Any(r => r.Question == study.Checkpoint.Key && r.Turn == last) ? null : last;
    }
}
