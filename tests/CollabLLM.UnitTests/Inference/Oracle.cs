using System.Diagnostics;
using CollabLLM.TestKit;

namespace CollabLLM.UnitTests.Inference;

/// <summary>Runs the independent implementations in tests/oracles with Node; installs them when they are missing.</summary>
internal static class Oracle
{
    private static readonly Lazy<string> Installed = new(Install);

    public static string Folder => Installed.Value;

    public static bool IsFullSize => Battery.IsFullSize;

    /// <summary>The lines that a script prints.</summary>
    public static string[] Run(string script, params string[] arguments) => Start(Folder, "node", [script, .. arguments]).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Install()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CollabLLM.sln"))) folder = folder.Parent!;
        var oracles = Path.Combine(folder.FullName, "tests", "oracles");
        if (!Directory.Exists(Path.Combine(oracles, "node_modules"))) Start(oracles, "npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
        return oracles;
    }

    private static string Start(string folder, string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, StandardOutputEncoding = System.Text.Encoding.UTF8 })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
