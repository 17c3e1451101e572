using System.Globalization;

namespace CollabLLM.Core.Statistics.Sequential;

/// <summary>Planned looks at a running study, and which of them is due with so many completed sessions.</summary>
/// <param name="Target">Wanted number of completed sessions; the fraction of a look is a share of it.</param>
public sealed record LookStatus(IReadOnlyList<SequentialLook> Looks, Spending Spending, int Target, int Completed)
{
    public static LookStatus Of(IReadOnlyList<double> fractions, Spending spending, int target, int completed) =>
        new(SequentialPlan.Looks(fractions, spending), spending, target, completed);

    /// <summary>Completed sessions at which a look is due.</summary>
    public int SessionsAt(SequentialLook look) => (int)Math.Ceiling(look.Fraction * Target - 1e-9);

    /// <summary>The last look that is due; null: not even the first.</summary>
    public SequentialLook? Due => Looks.LastOrDefault(l => SessionsAt(l) <= Completed);

    /// <summary>A difference counts when its p, corrected over the pairs, lies below this; 0 before the first look.</summary>
    public double Alpha => Due?.NominalP ?? 0;

    public string Sentence => Due is { } look
        ? string.Create(CultureInfo.InvariantCulture, $"Judged at the planned look at {100 * look.Fraction:0.##} % of the target ({Name}): a difference counts when p is below {(look.NominalP < 0.001 ? look.NominalP.ToString("0.0e-0", CultureInfo.InvariantCulture) : look.NominalP.ToString("0.####", CultureInfo.InvariantCulture))}.")
        : string.Create(CultureInfo.InvariantCulture, $"No planned look is due before {SessionsAt(Looks[0])} completed sessions, and there are {Completed}: nothing is judged yet.");

    public string Name => Spending == Spending.OBrienFleming ? "O'Brien-Fleming" : "Pocock";
}
