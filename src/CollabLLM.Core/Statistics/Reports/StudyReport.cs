using CollabLLM.Core.Ratings;

namespace CollabLLM.Core.Statistics.Reports;

/// <summary>The whole comparison of a study, over everybody allocated and per protocol. The same data, seed and code version give the same report.</summary>
public sealed record StudyReport(StudyData Data, string CodeVersion, IReadOnlyList<ComparedOutcome> IntentionToTreat, IReadOnlyList<ComparedOutcome> PerProtocol)
{
    public static StudyReport Of(StudyData data, string codeVersion) => new(
        data, codeVersion, [.. data.Outcomes.Select(o => ComparedOutcome.Of(data, o, perProtocol: false))], [.. data.Outcomes.Select(o => ComparedOutcome.Of(data, o, perProtocol: true))]);

    /// <summary>What is looked at first: outcomes that were pre-registered, then those of the published figure (two final ratings, time, the rating over checkpoints).</summary>
    public static IReadOnlyList<StudyOutcome> Main(StudyData data)
    {
        var named = data.Study.Definition().PreRegistered;
        string[] figure = [RatingQuestion.DocumentQuality, RatingQuestion.OverallInteraction, "active-minutes", data.Study.Definition().Checkpoint.Key];
        var known = data.Outcomes.Where(o => figure.Contains(o.Key) || named.Contains(o.Key));
        return [.. known.OrderBy(o => named.Contains(o.Key) ? 0 : 1).ThenBy(o => Array.IndexOf(figure, o.Key) is var at && at < 0 ? figure.Length : at)];
    }

    /// <summary>The findings of the pre-registered outcomes; where none were named, of the main ones, with a word about it.</summary>
    public static IReadOnlyList<string> Findings(StudyData data, IReadOnlyList<ComparedOutcome> compared)
    {
        var named = compared.Where(c => c.Comparison is { Preregistered: true }).ToArray();
        if (named.Length > 0) return [.. named.Select(c => $"{c.Comparison!.Finding.Sentence} (pre-registered)")];
        var main = Main(data).Select(o => o.Key).ToArray();
        var sentences = compared.Where(c => main.Contains(c.Outcome.Key) && c.Comparison is not null).OrderBy(c => Array.IndexOf(main, c.Outcome.Key)).Select(c => c.Comparison!.Finding.Sentence).ToArray();
        return sentences.Length == 0 ? [] : [.. sentences, "No outcome was pre-registered, so these are explorations: several outcomes were looked at, and p is corrected within each outcome only."];
    }

    /// <summary>What a reader must know about the whole study before believing a difference.</summary>
    public static IReadOnlyList<string> Warnings(StudyData data)
    {
        var definition = data.Study.Definition();
        var turns = definition.Turns;
        List<string> warnings = [];
        var late = Enumerable.Range(1, turns.MaximumTurns).Where(t => turns.IsCheckpoint(t) && t > turns.MinimumTurns).Take(1).ToArray();
        if (late.Length > 0) warnings.Add($"The checkpoint after {late[0]} exchanges exists only for participants who went on beyond the minimum of {turns.MinimumTurns}: they are selected, perhaps differently in each arm. A minimum of {late[0]} avoids it.");
        foreach (var missing in definition.PreRegistered.Concat(definition.Plan?.Margins.Select(m => m.Outcome) ?? []).Distinct().Where(key => data.Outcomes.All(o => o.Key != key)))
            warnings.Add($"The study file names \"{missing}\" in its plan, and there is no such outcome{(missing.StartsWith("mr-", StringComparison.Ordinal) || missing.StartsWith("metric-", StringComparison.Ordinal) ? " yet: scores come with scoring" : "")}.");
        if (data.Flow.Bots > 0) warnings.Add($"{data.Flow.Bots} bots are counted as participants here: this is a rehearsal, not a finding.");
        return warnings;
    }
}
