using System.Text.Json;
using CollabLLM.Core.Policies;
using CollabLLM.Inference;
using Microsoft.Extensions.AI;

namespace CollabLLM.Web.Features.ModelApi;

/// <summary>Answers one request for a chat completion, whole or as a stream.</summary>
internal sealed class CompleteChat(ModelCatalog catalog, TimeProvider clock)
{
    public async Task<IResult> RunAsync(HttpContext http)
    {
        try
        {
            if (!http.Request.HasJsonContentType()) throw new RequestFault("Send the request as application/json.", "messages");
            var request = await http.Request.ReadFromJsonAsync<CompletionRequest>(ApiJson.Options, http.RequestAborted) ?? throw new RequestFault("The request has no body.", "messages");
            request.Check(catalog.Names);
            ChatMessage[] messages = [.. request.Messages!.Select(m => m.ToMessage())];
            var id = $"chatcmpl-{Guid.CreateVersion7():n}";
            var client = catalog.ClientFor(request.Model!);
            return request.Stream is true
                ? await CompletionStream.OpenAsync(client.GetStreamingResponseAsync(messages, request.Options(), http.RequestAborted), request, id, Now(), http.RequestAborted)
                : Results.Json(Whole(await client.GetResponseAsync(messages, request.Options(), http.RequestAborted), request, id), ApiJson.Options);
        }
        catch (JsonException fault)
        {
            return ApiError.Of(StatusCodes.Status400BadRequest, "invalid_request_error", $"The body is not a request as JSON: {fault.Message}");
        }
        catch (RequestFault fault)
        {
            return ApiError.Of(fault);
        }
        catch (PolicyUnavailableException fault)
        {
            return ApiError.Of(fault);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return Results.Empty;
        }
    }

    private long Now() => clock.GetUtcNow().ToUnixTimeSeconds();

    private Completion Whole(ChatResponse response, CompletionRequest request, string id) => new(
        id, Now(), request.Model!, [new(new(response.Text), response.FinishReason?.Value ?? "stop")], Usage.Of(response.Usage ?? new()));
}
