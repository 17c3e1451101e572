using System.Runtime.CompilerServices;
using System.Threading.Channels;
using CollabLLM.Core.Policies;
using CollabLLM.Inference.Engine;
using CollabLLM.Inference.Sampling;

namespace CollabLLM.Inference;

/// <summary>One reply under way: tokens become text on the engine's thread, text is read here. Whoever stops reading cancels it.</summary>
internal sealed class ReplyStream
{
    private readonly Channel<ReplyPiece> pieces = Channel.CreateUnbounded<ReplyPiece>(new() { SingleReader = true, SingleWriter = false });
    private readonly ReplyRequest request;
    private readonly IReplyDecoder decoder;
    private readonly StopStrings stops;
    private readonly GenerationRequest generation;
    private readonly InferenceOptions options;
    private readonly TimeProvider clock;
    private bool stopped;

    private ReplyStream(LoadedModel model, int[] prompt, ReplyRequest request, InferenceOptions options, TimeProvider clock)
    {
        this.request = request;
        this.options = options;
        this.clock = clock;
        decoder = model.Text.CreateDecoder();
        stops = new(request.StopStrings);
        generation = new(prompt, request.Sampling, request.MaxTokens, [.. model.Description.EndTokens], request.Priority) { OnToken = Push, OnPlace = place => pieces.Writer.TryWrite(new("", place)) };
    }

    /// <summary>At the beginning; 0 when it could start at once. Later places come with the pieces.</summary>
    public int QueuePlace { get; private set; }

    /// <summary>Token ids of the reply so far, without the end token.</summary>
    public List<int> Ids { get; } = [];

    public Task<GenerationOutcome> Outcome => generation.Completion;

    public static ReplyStream Start(LoadedModel model, int[] prompt, ReplyRequest request, InferenceOptions options, TimeProvider clock)
    {
        var stream = new ReplyStream(model, prompt, request, options, clock);
        stream.QueuePlace = model.Engine.Submit(stream.generation);
        _ = stream.CompleteAsync();
        return stream;
    }

    /// <summary>The text alone, for a reader who shows no queue.</summary>
    public async IAsyncEnumerable<string> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var piece in ReadPiecesAsync(ct)) if (piece.Text.Length > 0) yield return piece.Text;
    }

    public async IAsyncEnumerable<ReplyPiece> ReadPiecesAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var interactive = request.Priority == ReplyPriority.Interactive;
        var total = interactive ? options.TotalTimeout : options.ScoringTimeout;
        using var totalLimit = new CancellationTokenSource(total, clock);
        using var firstLimit = new CancellationTokenSource(interactive ? options.FirstTokenTimeout : total, clock);
        using var first = CancellationTokenSource.CreateLinkedTokenSource(ct, totalLimit.Token, firstLimit.Token);
        using var rest = CancellationTokenSource.CreateLinkedTokenSource(ct, totalLimit.Token);
        try
        {
            var begun = false;
            while (await WaitAsync(begun ? rest : first, begun ? null : firstLimit, ct))
            {
                while (pieces.Reader.TryRead(out var piece))
                {
                    begun |= piece.QueuePlace is null;
                    // Whoever waits for others is told so; the limit is for the engine, and begins when it does.
                    if (interactive && piece.QueuePlace is { } place) firstLimit.CancelAfter(place > 0 ? Timeout.InfiniteTimeSpan : options.FirstTokenTimeout);
                    if (piece is { QueuePlace: not null } or { Text.Length: > 0 }) yield return piece;
                }
            }
        }
        finally
        {
            generation.Cancel();
        }
    }

    private async Task<bool> WaitAsync(CancellationTokenSource limits, CancellationTokenSource? firstLimit, CancellationToken ct)
    {
        try
        {
            return await pieces.Reader.WaitToReadAsync(limits.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw firstLimit is { IsCancellationRequested: true }
                ? new PolicyUnavailableException(PolicyFailureKind.FirstTokenTimeout, $"No token came within {options.FirstTokenTimeout.TotalSeconds:f0} s.")
                : new PolicyUnavailableException(PolicyFailureKind.TotalTimeout, "The reply was not complete within the limit.");
        }
    }

    private bool Push(int token)
    {
        Ids.Add(token);
        (var text, stopped) = stops.Push(decoder.Push(token));
        pieces.Writer.TryWrite(new(text));
        return stopped;
    }

    private async Task CompleteAsync()
    {
        try
        {
            await generation.Completion;
            if (!stopped) pieces.Writer.TryWrite(new(stops.Push(decoder.Flush()).Text + stops.Flush()));
            pieces.Writer.TryComplete();
        }
        catch (PolicyUnavailableException fault)
        {
            pieces.Writer.TryComplete(fault);
        }
    }
}
