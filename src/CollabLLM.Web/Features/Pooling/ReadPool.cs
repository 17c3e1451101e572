using System.Security.Claims;
using CollabLLM.Core.Statistics.Pooling;
using CollabLLM.Core.Statistics.Reports;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Comparisons;
using CollabLLM.Web.Features.Accounts;

namespace CollabLLM.Web.Features.Pooling;

/// <summary>
/// What several studies say together. Only studies that are unblinded take part: which arms belong together is known by their names, and
/// while a study is blind nobody may know them.
/// </summary>
internal sealed class ReadPool(StudyAccess access, ReadOutcomes outcomes)
{
    public async Task<(IReadOnlyList<Study> Open, int Blind)> StudiesAsync(ClaimsPrincipal account, CancellationToken ct)
    {
        var studies = await access.StudiesAsync(account, ct);
        return ([.. studies.Where(s => s.IsUnblinded)], studies.Count(s => !s.IsUnblinded));
    }

    public async Task<IReadOnlyList<StudyData>> ReadAsync(IEnumerable<Study> studies, CancellationToken ct)
    {
        var read = new List<StudyData>();
        foreach (var study in studies)
            if (await outcomes.RunAsync(study.Slug, bots: null, ct) is { } data) read.Add(data);
        return read;
    }

    /// <summary>What became of scripted participants, a sentence for each study that has some.</summary>
    public static IEnumerable<string> Bots(IReadOnlyList<StudyData> studies) => studies.Where(s => s.Flow.Bots + s.Flow.BotsLeftOut > 0).Select(s => s.Flow.Bots > 0
        ? $"{s.Study.Title}: nobody but bots took part; its {s.Flow.Bots} are counted, so this is a rehearsal, not a finding."
        : $"{s.Study.Title}: {s.Flow.BotsLeftOut} bots are left out.");

    /// <summary>Outcomes that every study has, of one value a participant.</summary>
    public static IReadOnlyList<StudyOutcome> Outcomes(IReadOnlyList<StudyData> studies) => studies.Count == 0 ? []
        : [.. studies[0].Outcomes.Where(o => o.Rows.All(r => r.Checkpoint is null) && studies.All(s => s.Outcomes.Any(other => other.Key == o.Key)))];

    public static IReadOnlyList<string> Arms(IReadOnlyList<StudyData> studies) => studies.Count == 0 ? []
        : [.. studies[0].Arms.Select(a => a.Label).Where(label => studies.All(s => s.Arms.Any(a => a.Label == label)))];

    public static PooledComparison Pool(IReadOnlyList<StudyData> studies, StudyOutcome outcome, string arm, string baseline) => new(
        outcome.Title, $"{arm} minus {baseline}",
        [.. studies.Select(s => PooledStudy.Of(s.Study.Title, Values(s, outcome.Key, arm), Values(s, outcome.Key, baseline)))]);

    private static IEnumerable<double> Values(StudyData study, string outcome, string arm) =>
        study.Outcomes.Single(o => o.Key == outcome).Rows.Where(r => r.Arm == arm).Select(r => r.Value).OfType<double>();
}
