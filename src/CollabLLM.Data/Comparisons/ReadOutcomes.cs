using System.Globalization;
using CollabLLM.Core.Exports;
using CollabLLM.Core.Sessions;
using CollabLLM.Core.Statistics.Comparisons;
using CollabLLM.Core.Statistics.Reports;
using CollabLLM.Data.Exports;
using CollabLLM.Data.Scoring;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Comparisons;

/// <summary>Reads what a comparison compares, as it is at one moment: outcomes of everybody allocated, who belongs to the per-protocol analysis, and the flow of participants.</summary>
public sealed class ReadOutcomes(IDbContextFactory<CollabDbContext> databases)
{
    /// <summary>The version of the product that computes, for reports.</summary>
    public static string CodeVersion => StudyArchive.CodeVersion;

    /// <param name="bots">Whether bots take part; null: only in a study that has nobody else.</param>
    /// <returns>Null when there is no study of this name.</returns>
    public async Task<StudyData?> RunAsync(string slug, bool? bots, CancellationToken ct)
    {
        await using var snapshot = await StudySnapshot.OpenAsync(databases, slug, showsIdentifiers: false, ct);
        if (snapshot is null) return null;
        var people = await snapshot.Participants.Select(p => new Arrival(p.Id, p.IsBot, p.ConsentedAt != null)).ToListAsync(ct);
        var withBots = bots ?? people.All(p => p.IsBot);
        var definition = snapshot.Study.Definition();
        string Label(string code) => snapshot.Scope.ArmName(code) ?? code;

        SessionOutcome[] outcomes = [.. SessionOutcomes.For(definition), .. (await RewardOutcomes.ReadAsync(snapshot.Db, snapshot.Study.Id, ct)).Select(Scored)];
        var values = outcomes.Select(_ => new List<OutcomeRow>()).ToArray();
        var (checkpoints, sessions, ruledOut) = (new List<OutcomeRow>(), new List<SessionFate>(), new List<string>());
        await foreach (var row in snapshot.SessionRowsAsync(ct))
        {
            if (row.Participant.IsBot && !withBots) continue;
            if (row.Session.Step == SessionStep.NotEligible) ruledOut.Add(StudyFlow.WhyNotEligible(definition, row.Session));
            if (row.Session.Arm is not { } code) continue;
            var (id, arm) = (row.Key.Participant, Label(code));
            sessions.Add(new(id, arm, row.Session));
            for (var i = 0; i < values.Length; i++) values[i].Add(new(id, arm, outcomes[i].Value(row), Stratum: row.Session.DocumentType));
            checkpoints.AddRange(Checkpoints(row, definition.Checkpoint.Key).Select(c => new OutcomeRow(id, arm, c.Value, c.Turn, row.Session.DocumentType)));
        }

        // Which arms are baselines, and their order in the file, would give them away while the study is blind.
        var isOpen = snapshot.Study.IsUnblinded;
        ReportArm[] arms = [.. (isOpen ? definition.Arms : [.. definition.Arms.OrderBy(a => a.Code, StringComparer.Ordinal)]).Select(a => new ReportArm(Label(a.Code), isOpen && a.IsBaseline))];
        var repeated = new StudyOutcome(
            definition.Checkpoint.Key, PlannableOutcomes.CheckpointsTitle, $"rating {definition.Checkpoint.Scale.Low} to {definition.Checkpoint.Scale.High} at the checkpoints", OutcomeKind.Rating, true, OutcomeGroup.Ratings, checkpoints)
        { Question = definition.Checkpoint.Text };
        StudyOutcome[] all = [.. outcomes.Zip(values, (o, rows) => o.With(rows)), .. definition.Turns.RateEveryTurns > 0 ? new[] { repeated } : []];
        var flow = StudyFlow.Of(people, sessions, ruledOut, arms, withBots) with { IsScreened = definition.Screening is { Count: > 0 } };
        return new StudyData(snapshot.Study, arms, all, sessions.Where(s => s.IsPerProtocol).Select(s => s.Participant).ToHashSet(StringComparer.Ordinal), flow);
    }

    private static SessionOutcome Scored(RewardOutcome scores) =>
        new(scores.Key, scores.Title, scores.Unit, OutcomeKind.Measure, scores.HigherIsBetter, OutcomeGroup.Scores, row => scores.Values.TryGetValue(row.Session.Id, out var value) ? value : null);

    private static IEnumerable<(string? Turn, double? Value)> Checkpoints(SessionRow row, string question) =>
        row.Ratings.Where(r => r.Question == question).GroupBy(r => r.Turn)
            .Select(turn => (turn.Key?.ToString(CultureInfo.InvariantCulture), (double?)turn.Last().Value));
}
