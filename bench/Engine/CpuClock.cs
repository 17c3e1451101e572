using System.Diagnostics;

namespace CollabLLM.Bench.Engine;

/// <summary>CPU time of this process and wall time, together.</summary>
internal static class CpuClock
{
    public static (double CpuMs, double WallMs) Measure(Func<float> work)
    {
        var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var wall = Stopwatch.GetTimestamp();
        GC.KeepAlive(work());
        process.Refresh();
        return ((process.TotalProcessorTime - cpu).TotalMilliseconds, Stopwatch.GetElapsedTime(wall).TotalMilliseconds);
    }

    public static async Task<(double CpuMs, double WallMs)> MeasureAsync(Func<Task> work)
    {
        var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var wall = Stopwatch.GetTimestamp();
        await work();
        process.Refresh();
        return ((process.TotalProcessorTime - cpu).TotalMilliseconds, Stopwatch.GetElapsedTime(wall).TotalMilliseconds);
    }
}
