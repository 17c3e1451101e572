using System.Diagnostics;
using System.Text.Json;

namespace CollabLLM.TestKit.Node;

/// <summary>Another engine in a Node process of its own, asked line by line. Its packages are installed on the first use.</summary>
public sealed class NodePeer : IDisposable
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private readonly Process process;

    public NodePeer(string folder, string script, string model)
    {
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            using var install = Process.Start(new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]) { WorkingDirectory = folder })!;
            install.WaitForExit();
            if (install.ExitCode != 0) throw new InvalidOperationException($"npm ci in {folder} ended with {install.ExitCode}.");
        }

        process = Process.Start(new ProcessStartInfo("node", [script, Path.GetFullPath(model)])
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
    }

    public async Task<PeerReply> GenerateAsync(int[][] rows, int count, bool reuse = false)
    {
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new { rows, count, reuse }));
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The peer ended.");
        return JsonSerializer.Deserialize<PeerReply>(line, Web)!;
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit(5000);
        process.Dispose();
    }
}
