using CollabLLM.Core.Statistics.Distributions;

namespace CollabLLM.Core.Calibration;

/// <summary>What a calibration cannot say, in words.</summary>
internal static class CalibrationWarnings
{
    private const int FewParticipants = 30;
    private const double Power = 0.8;

    public static IEnumerable<string> Of(CalibrationData data, IReadOnlyList<RankAgreement> agreements)
    {
        if (data.Replies.Count == 0)
        {
            yield return "No reply has been scored yet, so nothing can be said about scores and people. Completed sessions are scored in the background; see the scoring page.";
            yield break;
        }
        if (data.Marks.Count == 0) yield return "No participant has given a mark yet, so scores have nothing to be held against.";
        var people = agreements.Where(a => a.Arm is null).Select(a => a.Participants).DefaultIfEmpty().Max();
        if (people is > 3 and < FewParticipants)
            yield return $"Only {people} participants: a rank correlation of a session's mean score and a final mark would have to be about {Detectable(people):0.00} or more to be found four times out of five.";
        if (data.HasBots) yield return "Bots take part. Their marks come from a script, so agreement with them says nothing about people.";
        if (data.Failed > 0) yield return data.Failed == 1 ? "1 score is missing because all its samples failed. It is left out." : $"{data.Failed} scores are missing because all their samples failed. They are left out.";
        if (agreements.All(a => !a.IsJudge)) yield return "No judge has marked anything, so judges cannot be held against people. Name a judge model in the study's scoring settings and a preset that asks it.";
        yield return "A correlation says that two orders agree, not that one causes the other. Correlations within an arm are free of differences between arms; the one over all arms is not.";
    }

    // Fisher's transformation: atanh(r)·√(n - 3) is about standard normal.
    private static double Detectable(int participants) => Math.Tanh((Normal.Quantile(0.975) + Normal.Quantile(Power)) / Math.Sqrt(participants - 3));
}
