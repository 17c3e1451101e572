namespace CollabLLM.Core.Statistics.Comparisons;

/// <summary>What a reader must know before believing the numbers.</summary>
internal static class ComparisonWarnings
{
    public static string[] For(IReadOnlyList<OutcomeRow> rows, ArmData[] arms, ComparisonRequest request) =>
        [.. WithoutArm(request), .. Crossed(rows), .. Empty(arms), .. Selected(rows, request), .. RepeatedBinary(arms, request), .. Small(arms)];

    private static IEnumerable<string> WithoutArm(ComparisonRequest request)
    {
        if (request.RowsWithoutArm > 0) yield return $"{request.RowsWithoutArm} row{(request.RowsWithoutArm == 1 ? " names no arm and was" : "s name no arm and were")} left out.";
    }

    private static IEnumerable<string> Crossed(IReadOnlyList<OutcomeRow> rows)
    {
        var armOf = new Dictionary<string, string>(StringComparer.Ordinal);
        var crossing = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
            if (!armOf.TryAdd(row.Id, row.Arm) && armOf[row.Id] != row.Arm) crossing.Add(row.Id);
        var crossed = crossing.Count;
        if (crossed > 0) yield return $"{crossed} participant{(crossed == 1 ? " appears" : "s appear")} in more than one arm. The comparisons treat arms as independent, so their intervals are not right for paired data.";
    }

    private static IEnumerable<string> Empty(ArmData[] arms) =>
        arms.Where(a => a.Values.Count == 0).Select(a => $"Arm '{a.Arm}' has no values{(a.Missing > 0 ? $": all {a.Missing} are missing" : "")}.");

    private static IEnumerable<string> Selected(IReadOnlyList<OutcomeRow> rows, ComparisonRequest request)
    {
        var late = CheckpointComparisons.InOrder(rows).Where(c => CheckpointComparisons.IsSelected(c, request)).ToArray();
        if (late.Length > 0) yield return $"Checkpoint {string.Join(" and ", late)} comes after the minimum of {request.MinimumTurns} turns: only participants who went on have a value there, so those numbers describe selected participants.";
    }

    private static IEnumerable<string> RepeatedBinary(ArmData[] arms, ComparisonRequest request)
    {
        if (request.Kind == OutcomeKind.Binary && arms.Any(a => a.Repeated is not null))
            yield return "Some participants have several yes-or-no answers: a participant counts as yes only when all of their answers are yes.";
    }

    private static IEnumerable<string> Small(ArmData[] arms)
    {
        var small = arms.Where(a => a.Values.Count is > 0 and < 10).Select(a => $"'{a.Arm}' ({a.Values.Count})").ToArray();
        if (small.Length > 0) yield return $"Fewer than 10 values in {string.Join(", ", small)}: intervals rest on their assumptions, and the bootstrap is too narrow.";
    }
}
