using System.Net;
using System.Text;

namespace CollabLLM.Bench.Sessions;

/// <summary>A model elsewhere that writes 4,500 characters at the pace of a fast server, so that the page is measured and no engine beside it.</summary>
internal sealed class StreamingServer : IDisposable
{
    public const int Characters = 4500;
    private const int PieceLength = 12;
    private static readonly TimeSpan BetweenPieces = TimeSpan.FromMilliseconds(20);
    private readonly HttpListener listener = new();

    public StreamingServer(int port)
    {
        Address = $"http://127.0.0.1:{port}/v1";
        listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        listener.Start();
        _ = AcceptAsync();
    }

    public string Address { get; }

    public void Dispose() => listener.Close();

    private async Task AcceptAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                var call = await listener.GetContextAsync();
                _ = AnswerAsync(call.Response);
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private static async Task AnswerAsync(HttpListenerResponse response)
    {
        response.ContentType = "text/event-stream";
        await using var body = response.OutputStream;
        for (var at = 0; at < Characters; at += PieceLength)
        {
            await WriteAsync(body, $$"""{"id":"b","object":"chat.completion.chunk","created":1,"model":"b","choices":[{"index":0,"delta":{"role":"assistant","content":"{{Piece(at)}}"},"finish_reason":null}]}""");
            await Task.Delay(BetweenPieces);
        }
        await WriteAsync(body, """{"id":"b","object":"chat.completion.chunk","created":1,"model":"b","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""");
        await WriteAsync(body, "[DONE]");
    }

    private static string Piece(int at) => at % (PieceLength * 40) == 0 ? "paragraph.\\n\\n" : "words words ";

    private static async Task WriteAsync(Stream body, string data)
    {
        await body.WriteAsync(Encoding.UTF8.GetBytes($"data: {data}\n\n"));
        await body.FlushAsync();
    }
}
