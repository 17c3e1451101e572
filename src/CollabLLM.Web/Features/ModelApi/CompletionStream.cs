using System.Text.Json;
using CollabLLM.Core.Policies;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.AI;

namespace CollabLLM.Web.Features.ModelApi;

/// <summary>A reply as server-sent events. The first text is awaited before the status goes out, so that a refusal still is one.</summary>
internal sealed class CompletionStream : IResult
{
    private readonly IAsyncEnumerator<ChatResponseUpdate> updates;
    private readonly CompletionRequest request;
    private readonly string id;
    private readonly long created;
    private bool more;

    private CompletionStream(IAsyncEnumerator<ChatResponseUpdate> updates, CompletionRequest request, string id, long created)
    {
        this.updates = updates;
        this.request = request;
        this.id = id;
        this.created = created;
    }

    public static async Task<IResult> OpenAsync(IAsyncEnumerable<ChatResponseUpdate> updates, CompletionRequest request, string id, long created, CancellationToken ct)
    {
        var stream = new CompletionStream(updates.GetAsyncEnumerator(ct), request, id, created);
        try
        {
            do stream.more = await stream.updates.MoveNextAsync();
            while (stream.more && stream.updates.Current is { Text.Length: 0, FinishReason: null });
            return stream;
        }
        catch
        {
            await stream.updates.DisposeAsync();
            throw;
        }
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var _ = updates;
        var response = httpContext.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache";
        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await SendAsync(response, Piece(new(new("assistant", ""))));
            for (; more; more = await updates.MoveNextAsync()) await PassAsync(response, updates.Current);
            await response.WriteAsync("data: [DONE]\n\n", httpContext.RequestAborted);
        }
        catch (PolicyUnavailableException fault)
        {
            await SendAsync(response, ApiError.InStream(fault));
        }
        catch (OperationCanceledException) when (httpContext.RequestAborted.IsCancellationRequested)
        {
            // The caller left; the reply is cancelled with the stream, and nobody is there to be told.
        }
    }

    private async Task PassAsync(HttpResponse response, ChatResponseUpdate update)
    {
        if (update.Text.Length > 0) await SendAsync(response, Piece(new(new(Content: update.Text))));
        if (update.FinishReason is not { } reason) return;
        await SendAsync(response, Piece(new(new(), reason.Value)));
        if (request.WantsUsage && update.Contents.OfType<UsageContent>().FirstOrDefault() is { } usage)
            await SendAsync(response, new Chunk(id, created, request.Model!, [], Usage.Of(usage.Details)));
    }

    private Chunk Piece(ChunkChoice choice) => new(id, created, request.Model!, [choice]);

    private static async Task SendAsync<T>(HttpResponse response, T value)
    {
        await response.WriteAsync($"data: {JsonSerializer.Serialize(value, ApiJson.Options)}\n\n", response.HttpContext.RequestAborted);
        await response.Body.FlushAsync(response.HttpContext.RequestAborted);
    }
}
