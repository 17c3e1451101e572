namespace CollabLLM.Cli.Bots;

/// <summary>How long a bot stays. One in twelve drops out and one in thirty withdraws, each after some turns; others add up to three turns to the minimum.</summary>
internal sealed record BotPlan(int ExtraTurns, int? DropsOutAfter, int? WithdrawsAfter, bool KeepsData)
{
    public static BotPlan Draw(Random random)
    {
        var (extra, chance, after, keeps) = (random.Next(4), random.NextDouble(), random.Next(1, 8), random.NextDouble() < 0.5);
        return new(extra, chance < 1 / 12.0 ? after : null, chance > 29 / 30.0 ? after : null, keeps);
    }
}
