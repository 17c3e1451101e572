namespace CollabLLM.TestKit;

/// <summary>Test batteries run at a tenth of their size unless FULL_BATTERIES=1.</summary>
public static class Battery
{
    public static bool IsFullSize { get; } = Environment.GetEnvironmentVariable("FULL_BATTERIES") == "1";

    /// <param name="full">Repetitions at full size; a tenth of them otherwise.</param>
    public static int Size(int full) => IsFullSize ? full : Math.Max(1, full / 10);
}
