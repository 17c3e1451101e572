namespace CollabLLM.Inference.Engine;

/// <summary>How many prompt tokens may join a step without making those who already stream wait too long. Learns from the steps themselves.</summary>
internal sealed class StepPacing(int chunkTokens, double stall)
{
    private const double Memory = 0.2;
    private const int Least = 8;
    private const int First = 32;

    private double? decodeMs;
    private double? msPerToken;

    public int Budget(bool someoneStreams)
    {
        if (!someoneStreams) return chunkTokens;
        if (decodeMs is not { } step || msPerToken is not { } token || token <= 0) return Math.Min(First, chunkTokens);
        return (int)Math.Clamp((stall - 1) * step / token, Math.Min(Least, chunkTokens), chunkTokens);
    }

    public void Learn(StepPlan plan, double ms)
    {
        var prefill = plan.PrefillTokens;
        if (prefill == 0) decodeMs = Blend(decodeMs, ms);
        else if (prefill >= Least) msPerToken = Blend(msPerToken, Math.Max(0, ms - (plan.DecodeRows > 0 ? decodeMs ?? 0 : 0)) / prefill);
    }

    private static double Blend(double? old, double now) => old is { } value ? ((1 - Memory) * value) + (Memory * now) : now;
}
