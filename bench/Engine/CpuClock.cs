using System.Diagnostics;

namespace CollabLLM.Bench.Engine;

/// <summary>CPU time of this process and wall time, together.</summary>
internal static class CpuClock
{
    public static (double CpuMs, double WallMs) Measure(Func<float> work)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var wall = Stopwatch.GetTimestamp();
        GC.KeepAlive(work());
        return ((Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds, Stopwatch.GetElapsedTime(wall).TotalMilliseconds);
    }

    public static async Task<(double CpuMs, double WallMs)> MeasureAsync(Func<Task> work)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var wall = Stopwatch.GetTimestamp();
        await work();
        return ((Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds, Stopwatch.GetElapsedTime(wall).TotalMilliseconds);
    }
}
