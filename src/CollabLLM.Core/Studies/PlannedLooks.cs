using CollabLLM.Core.Statistics.Sequential;

namespace CollabLLM.Core.Studies;

/// <summary>When a running study is looked at, and how the error rate of 5 % is shared out over the looks.</summary>
/// <param name="At">Shares of the wanted completed sessions, rising, the last one 1.</param>
public sealed record PlannedLooks(IReadOnlyList<double> At, Spending Spending = Spending.OBrienFleming)
{
    private const int Most = 20;

    /// <returns>Sentences, each with what is allowed; none: the looks can be followed.</returns>
    public IEnumerable<string> Faults()
    {
        if (At.Count is 0 or > Most) yield return $"plan.looks.at holds {At.Count} looks. Plan 1 to {Most}, such as [0.5, 1].";
        else if (At.Any(share => !(share > 0 && share <= 1)) || At.Zip(At.Skip(1)).Any(pair => pair.First >= pair.Second)) yield return "plan.looks.at must rise from above 0 to 1, such as [0.5, 1]: each is a share of target.";
        else if (At[^1] < 1) yield return FormattableString.Invariant($"plan.looks.at ends at {At[^1]}. The last look is at the end: add 1.");
        if (!Enum.IsDefined(Spending)) yield return $"plan.looks.spending is {(int)Spending}. Choose \"{nameof(Spending.OBrienFleming)}\" or \"{nameof(Spending.Pocock)}\".";
    }
}
