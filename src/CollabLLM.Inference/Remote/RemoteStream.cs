using Microsoft.Extensions.AI;
using OpenAI.Chat;

namespace CollabLLM.Inference.Remote;

/// <summary>One attempt: text until the end, or until a fault, which is kept and not thrown so that the caller decides whether to ask again.</summary>
internal sealed class RemoteStream(ChatClient client, OpenAI.Chat.ChatMessage[] prompt, ChatCompletionOptions options, RemoteReply reply, RemoteLimits limits) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<StreamingChatCompletionUpdate> updates = client.CompleteChatStreamingAsync(prompt, options, limits.Token).GetAsyncEnumerator(limits.Token);

    public ChatResponseUpdate? Current { get; private set; }

    public Exception? Fault { get; private set; }

    public async Task<bool> ReadAsync()
    {
        try
        {
            while (await updates.MoveNextAsync())
            {
                Current = reply.Note(updates.Current);
                if (Current is null) continue;
                limits.Begun();
                return true;
            }
        }
        // A caller who left gets the cancellation; every other one is a limit that has passed.
        catch (OperationCanceledException) when (!limits.CallerLeft)
        {
            Fault = limits.Passed();
        }
        catch (Exception fault) when (RemoteFaults.IsRemote(fault) && !limits.CallerLeft)
        {
            Fault = fault;
        }
        return false;
    }

    public async ValueTask DisposeAsync()
    {
        await updates.DisposeAsync();
        limits.Dispose();
    }
}
