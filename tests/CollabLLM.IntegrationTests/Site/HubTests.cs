using System.Net;
using System.Net.WebSockets;
using System.Text;
using CollabLLM.IntegrationTests.ModelApi;
using CollabLLM.TestKit;

namespace CollabLLM.IntegrationTests.Site;

/// <summary>Battery S8: what no browser of ours sends to the hub. 20,000 frames at full size.</summary>
public sealed class HubTests : IDisposable
{
    private const int Seed = 8, FramesInOneSocket = 40;
    private static readonly byte[] Handshake = Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e");
    private readonly ModelApiHost site = new();

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task A_page_of_another_site_opens_no_circuit()
    {
        using var http = new HttpClient { BaseAddress = new Uri(site.Address) };
        using var foreign = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        foreign.Headers.Add("Origin", "https://elsewhere.example");
        using var own = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        own.Headers.Add("Origin", site.Address);

        Assert.Equal(HttpStatusCode.Forbidden, (await http.SendAsync(foreign)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.SendAsync(own)).StatusCode);
    }

    [Fact]
    public async Task Broken_frames_close_their_own_socket_and_the_site_goes_on()
    {
        var frames = Battery.Size(20_000);
        var (random, sent) = (new Random(Seed), 0);
        using var http = new HttpClient { BaseAddress = new Uri(site.Address) };

        while (sent < frames) sent += await FloodAsync(random);

        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/signin")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/ready")).StatusCode);
    }

    private async Task<int> FloodAsync(Random random)
    {
        using var socket = new ClientWebSocket();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        await socket.ConnectAsync(new Uri(site.Address.Replace("http", "ws", StringComparison.Ordinal) + "/_blazor"), patience.Token);
        // Half of the sockets speak the protocol at first, so that their nonsense reaches the hub itself.
        if (random.Next(2) == 0) await socket.SendAsync(Handshake, WebSocketMessageType.Text, true, patience.Token);
        var sent = 0;
        try
        {
            for (; sent < FramesInOneSocket && socket.State == WebSocketState.Open; sent++)
            {
                var frame = new byte[random.Next(1, 2000)];
                random.NextBytes(frame);
                if (random.Next(3) == 0) (frame[0], frame) = ((byte)(frame.Length - 1), frame[..Math.Min(frame.Length, 120)]);
                await socket.SendAsync(frame, WebSocketMessageType.Binary, random.Next(4) != 0, patience.Token);
            }
        }
        catch (WebSocketException)
        {
            // The server closed it: that is what it should do.
        }
        return Math.Max(1, sent);
    }
}
