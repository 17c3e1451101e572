using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

/// <summary>Loaded into the measured site by DOTNET_STARTUP_HOOKS: answers each connection to a local port with the bytes of managed memory that a full collection leaves.</summary>
internal static class StartupHook
{
    public const string PortVariable = "COLLABLLM_GAUGE_PORT";

    public static void Initialize()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable(PortVariable), CultureInfo.InvariantCulture, out var port)) new Thread(() => Answer(port)) { IsBackground = true, Name = "gauge" }.Start();
    }

    private static void Answer(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
        }
        catch (SocketException)
        {
            // A child of the site inherits the variable; the port belongs to the site.
            return;
        }
        while (true)
        {
            using var client = listener.AcceptTcpClient();
            client.GetStream().Write(Encoding.ASCII.GetBytes(Managed().ToString(CultureInfo.InvariantCulture)));
        }
    }

    // What a finalizer lets go of is garbage only after it.
    private static long Managed()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
