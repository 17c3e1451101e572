using System.Diagnostics;
using System.Text.Json;

namespace CollabLLM.Bench.Peers;

/// <summary>Another engine in a Node process of its own, asked line by line. Its packages are installed on the first use.</summary>
internal sealed class NodePeer : IDisposable
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private readonly Process process;

    public NodePeer(string peersFolder, string script, string model)
    {
        if (!Directory.Exists(Path.Combine(peersFolder, "node_modules")))
        {
            using var install = Process.Start(new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]) { WorkingDirectory = peersFolder })!;
            install.WaitForExit();
        }

        process = Process.Start(new ProcessStartInfo("node", [script, Path.GetFullPath(model)])
        {
            WorkingDirectory = peersFolder, RedirectStandardInput = true, RedirectStandardOutput = true,
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

internal sealed record PeerReply(double CpuMs, double WallMs, int[][] Ids);
