using System.Globalization;
using CollabLLM.TestKit.Soak;

namespace CollabLLM.Bench.Soak;

/// <summary><c>soak [minutes]</c>: random requests on two models under one small budget; exit code 1 when anything is left behind.</summary>
internal static class SoakCommand
{
    private const double DefaultMinutes = 10;

    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var minutes = args.Length > 0 ? double.Parse(args[0], CultureInfo.InvariantCulture) : DefaultMinutes;
        using var soak = new EngineSoak();
        var report = await soak.RunAsync(TimeSpan.FromMinutes(minutes));
        await output.WriteLineAsync(report.ToString());
        await output.WriteLineAsync(report.IsClean ? "clean" : "NOT CLEAN");
        return report.IsClean ? 0 : 1;
    }
}
