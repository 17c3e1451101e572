using CollabLLM.Core.Sessions;
using CollabLLM.Core.Statistics.Reports;
using CollabLLM.Core.Statistics.Survival;
using CollabLLM.Core.Studies;

namespace CollabLLM.Data.Comparisons;

/// <summary>Counts participants from arrival to analysis.</summary>
internal static class StudyFlow
{
    public static ParticipantFlow Of(IReadOnlyList<Arrival> people, IReadOnlyList<SessionFate> sessions, IReadOnlyList<string> ruledOut, IReadOnlyList<ReportArm> arms, bool withBots)
    {
        var counted = people.Where(p => withBots || !p.IsBot).ToArray();
        var byArm = sessions.ToLookup(s => s.Arm);
        var bots = people.Count(p => p.IsBot);
        var consented = counted.Count(p => p.HasConsented);
        return new(counted.Length, consented, consented - ruledOut.Count, sessions.Count, [.. arms.Select(a => Arm(a.Label, [.. byArm[a.Label]]))])
        {
            NotEligible = Reasons(ruledOut),
            Bots = withBots ? bots : 0,
            BotsLeftOut = withBots ? 0 : bots,
            Dropout = [.. arms.Select(a => byArm[a.Label].Where(s => s.Session.CoWritingStartedAt is not null).Select(s => new SurvivalTime(s.Session.CompletedTurns, DroppedOut: !s.IsCompleted)).ToArray())],
        };
    }

    /// <summary>The first question whose answer rules a participant out, with that answer.</summary>
    public static string WhyNotEligible(StudyDefinition study, Session session)
    {
        foreach (var question in study.Screening ?? [])
            if (session.Intake.FirstOrDefault(a => a.Question == question.Key) is { } answer && !question.Admits(answer.Text)) return $"{question.Text} {answer.Text}";
        return "another question";
    }

    private static FlowReason[] Reasons(IEnumerable<string> reasons) =>
        [.. reasons.GroupBy(r => r, StringComparer.Ordinal).Select(g => new FlowReason(g.Key, g.Count())).OrderByDescending(r => r.Count).ThenBy(r => r.Reason, StringComparer.Ordinal)];

    private static ArmFlow Arm(string label, SessionFate[] sessions)
    {
        int completed = sessions.Count(s => s.IsCompleted), withdrawn = sessions.Count(s => s.Session.Step == SessionStep.Withdrawn);
        var excluded = Reasons(sessions.Select(s => s.Session.ExclusionReason).OfType<string>());
        return new(label, sessions.Length, sessions.Count(s => s.Session.CoWritingStartedAt is not null), completed, withdrawn, sessions.Length - completed - withdrawn, excluded, sessions.Count(s => s.IsPerProtocol));
    }
}
