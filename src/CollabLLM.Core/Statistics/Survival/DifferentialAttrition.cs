using CollabLLM.Core.Statistics.Proportions;

namespace CollabLLM.Core.Statistics.Survival;

/// <summary>
/// Did arms lose different shares of their participants? Fisher's exact test (chi-square beside it). A difference means that completers
/// are no longer comparable between arms, whatever the outcome shows.
/// </summary>
public static class DifferentialAttrition
{
    public static AttritionResult Of(IReadOnlyList<ArmAttrition> arms, double level = 0.95)
    {
        if (arms.FirstOrDefault(a => a.Completed < 0 || a.Completed > a.Allocated) is { } wrong)
            throw new ArgumentException($"Arm '{wrong.Arm}' has {wrong.Completed} completed of {wrong.Allocated} allocated participants.", nameof(arms));

        int[][] table = [.. arms.Select(a => new[] { a.Allocated - a.Completed, a.Completed })];
        var (fisher, chiSquare) = (FisherExactTest.Run(table), ChiSquareTest.Run(table));
        var p = fisher.Match(p => p, _ => chiSquare.Match(c => (double?)c.P, _ => null));
        return new([.. arms.Select(a => Describe(a, level))], fisher, chiSquare, p switch
        {
            null => "Drop-out cannot be compared: " + chiSquare.Reason,
            _ when p < 1 - level => FormattableString.Invariant($"The arms lost different shares of their participants (p = {p:0.####}): those who completed are selected differently in each arm. Read the intention-to-treat results."),
            _ => FormattableString.Invariant($"No difference in drop-out between arms was found (p = {p:0.####}); that does not prove that there is none."),
        });
    }

    private static ArmDropout Describe(ArmAttrition arm, double level)
    {
        var dropped = arm.Allocated - arm.Completed;
        return new(arm.Arm, arm.Allocated, dropped, arm.Allocated == 0 ? new Refusal("Nobody was allocated.") : (double)dropped / arm.Allocated, WilsonInterval.Of(dropped, arm.Allocated, level));
    }
}
