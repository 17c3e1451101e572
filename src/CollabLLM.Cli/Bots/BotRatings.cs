namespace CollabLLM.Cli.Bots;

/// <summary>
/// Marks from an invented model, for trying out the product: nobody felt them. A mark is 6.5, plus what the arm adds (0, 0.2, 0.8, in the
/// order of the study file, then 0 again), plus the bot's own mildness (standard deviation 1.1), plus noise (0.9), rounded, held in the scale.
/// </summary>
internal sealed class BotRatings(int arm, Random random)
{
    private static readonly double[] ArmEffects = [0, 0.2, 0.8];

    private readonly double mildness = 1.1 * Normal(random);

    public int Mark(int low, int high)
    {
        var effect = arm < ArmEffects.Length ? ArmEffects[arm] : 0;
        return Math.Clamp((int)Math.Round(6.5 + effect + mildness + (0.9 * Normal(random))), low, high);
    }

    /// <summary>Box-Muller.</summary>
    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
