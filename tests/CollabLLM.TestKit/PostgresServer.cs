using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace CollabLLM.TestKit;

/// <summary>A PostgreSQL server for one test run: Debian's, in a temporary folder, on a loopback port. Root runs it as nobody, since it refuses root.</summary>
internal sealed class PostgresServer
{
    private static readonly Lazy<PostgresServer> Shared = new(() => new());
    private readonly string folder = Directory.CreateTempSubdirectory("collab-postgres").FullName;
    private readonly string binaries = Directory.EnumerateDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).Order().Last();
    private readonly int port = FreePort();

    private PostgresServer()
    {
        if (Environment.UserName == "root") Run("/bin/chown", "nobody", folder);
        var data = Path.Combine(folder, "data");
        Run(Path.Combine(binaries, "initdb"), "-D", data, "-A", "trust", "-U", "collab", "-E", "UTF8", "--locale=C", "--no-sync");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop(data);
        Run(
            Path.Combine(binaries, "pg_ctl"), "-D", data, "-w", "-l", Path.Combine(folder, "log"),
            "-o", $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off -c max_connections=200", "start");
    }

    public static PostgresServer Instance => Shared.Value;

    public string ConnectionTo(string database) => $"Host=127.0.0.1;Port={port};Username=collab;Database={database};Maximum Pool Size=40;Timeout=60";

    private void Stop(string data)
    {
        Run(Path.Combine(binaries, "pg_ctl"), "-D", data, "-m", "immediate", "stop");
        Directory.Delete(folder, recursive: true);
    }

    private static void Run(string file, params string[] arguments)
    {
        var asNobody = Environment.UserName == "root" && !file.EndsWith("chown", StringComparison.Ordinal);
        var start = new ProcessStartInfo(asNobody ? "/usr/sbin/runuser" : file) { RedirectStandardOutput = false, WorkingDirectory = "/" };
        string[] all = asNobody ? ["-u", "nobody", "--", file, .. arguments] : arguments;
        foreach (var argument in all) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{Path.GetFileName(file)} ended with {process.ExitCode}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
