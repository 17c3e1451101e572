using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;

namespace CollabLLM.E2ETests;

/// <summary>A way to the site that can be cut: connections break at once, and none can be made until it is mended.</summary>
public sealed class FragileNetwork : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, byte> open = [];
    private readonly CancellationTokenSource stop = new();
    private readonly int target;
    private readonly Task accepting;
    private volatile bool isCut;

    public FragileNetwork(string site)
    {
        target = new Uri(site).Port;
        listener.Start();
        accepting = AcceptAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    public void Cut()
    {
        isCut = true;
        foreach (var client in open.Keys) client.Dispose();
    }

    /// <summary>Cuts, and waits until the page says that it has lost its connection.</summary>
    public async Task CutAsync(IPage page)
    {
        Cut();
        await page.WaitForSelectorAsync("#components-reconnect-modal.components-reconnect-show");
    }

    public void Mend() => isCut = false;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        Cut();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = CarryAsync(await listener.AcceptTcpClientAsync(stop.Token));
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var server = new TcpClient();
        open[client] = 0;
        try
        {
            if (isCut) return;
            await server.ConnectAsync(IPAddress.Loopback, target, stop.Token);
            await Task.WhenAny(
                client.GetStream().CopyToAsync(server.GetStream(), stop.Token),
                server.GetStream().CopyToAsync(client.GetStream(), stop.Token));
        }
        catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // Cut: that is what it is for.
        }
        finally
        {
            open.TryRemove(client, out _);
            client.Dispose();
        }
    }
}
