using System.Runtime.InteropServices;
using CollabLLM.Core.Policies;
using CollabLLM.Inference.Engine.Pages;
using CollabLLM.Inference.Sampling;
using Microsoft.ML.OnnxRuntime;

namespace CollabLLM.Inference.Engine;

/// <summary>
/// Decides at each step which rows run: waiting requests join, participants' rows before scoring rows, rows that stream before prompts.
/// Not thread-safe: it belongs to the engine's thread.
/// </summary>
internal sealed class Scheduler(IStepRunner runner, PagePool pool, PrefixCache cache, SchedulerLimits limits, EngineMetrics metrics, TimeProvider clock)
{
    private readonly RowPages pages = new(pool, cache);
    private readonly StepPacing pacing = new(limits.ChunkTokens, limits.JoinStall);
    private readonly Sampler sampler = new();
    private readonly List<Row> waiting = [];
    private readonly List<Row> running = [];

    public int Waiting => waiting.Count;

    public int Running => running.Count;

    public bool HasWork => waiting.Count + running.Count > 0;

    public void Add(GenerationRequest request, long submitted) => waiting.Add(new(request, submitted));

    /// <summary>One step. False when there was nothing to compute.</summary>
    public bool Step()
    {
        DropCancelled();
        if (pool.Budget.OthersStarve(this) && running.FindLast(r => !r.IsInteractive) is { } generous) Preempt(generous);
        Admit();
        var plan = Reserve(Choose());
        pool.Budget.SetStarving(this, waiting.Exists(r => r.IsInteractive && r.StarvedAt is not null));
        if (plan.Parts.Count == 0) return false;

        var (rows, tokens, wanted) = plan.Flatten();
        var began = clock.GetTimestamp();
        try
        {
            var logits = runner.Run(rows, tokens, wanted);
            var ms = clock.GetElapsedTime(began).TotalMilliseconds;
            pacing.Learn(plan, ms);
            metrics.Stepped(plan, ms, pool.BytesInUse);
            Settle(plan, logits);
        }
        catch (Exception fault) when (fault is OnnxRuntimeException or InvalidOperationException or OutOfMemoryException)
        {
            foreach (var (row, _) in plan.Parts) Fail(row, PolicyFailureKind.EngineFault, "The runtime failed in the middle of a step.", fault);
        }

        return true;
    }

    /// <summary>Ends everything that waits or runs.</summary>
    public void Abandon(PolicyFailureKind kind, string message)
    {
        foreach (var row in running.ToArray()) Fail(row, kind, message);
        foreach (var row in waiting.ToArray()) Fail(row, kind, message);
        waiting.Clear();
        pool.Budget.SetStarving(this, false);
    }

    private void DropCancelled()
    {
        foreach (var row in running.Where(r => r.Request.IsCancelled).ToArray()) Finish(row, FinishKind.Cancelled);
        foreach (var row in waiting.Where(r => r.Request.IsCancelled).ToArray())
        {
            waiting.Remove(row);
            End(row, FinishKind.Cancelled);
        }
    }

    private void Admit()
    {
        Admit(ReplyPriority.Interactive, limits.MaxRows);
        TellPlaces();
        var someoneWaits = running.Concat(waiting).Any(r => r.IsInteractive);
        Admit(ReplyPriority.Scoring, someoneWaits ? limits.ScoringRowsBesideInteractive : limits.MaxRows);
    }

    private void Admit(ReplyPriority priority, int most)
    {
        var room = most - running.Count(r => r.Request.Priority == priority);
        if (room <= 0) return;
        var releases = pool.Budget.Releases;
        foreach (var row in waiting.Where(r => r.Request.Priority == priority && r.StarvedAt != releases).ToArray())
        {
            if (WaitsForPrefix(row)) continue;
            waiting.Remove(row);
            row.StarvedAt = null;
            row.Started ??= clock.GetTimestamp();
            pages.Begin(row);
            metrics.Reused(row.ReusedTokens ?? 0);
            running.Add(row);
            row.TellPlace(0);
            if (--room == 0) break;
        }
    }

    /// <summary>Participants who wait hear of each step that they come forward. Who waits only for a beginning that is being computed is not in a queue.</summary>
    private void TellPlaces()
    {
        var isFull = running.Count(r => r.IsInteractive) >= limits.MaxRows;
        var place = 0;
        foreach (var row in waiting.Where(r => r.IsInteractive && (isFull || r.StarvedAt is not null))) row.TellPlace(++place);
    }

    /// <summary>Somebody is computing the same beginning right now: joining after that costs nothing, joining now costs it twice.</summary>
    private bool WaitsForPrefix(Row row)
    {
        var tokens = CollectionsMarshal.AsSpan(row.Tokens)[..^1];
        var known = -1;
        foreach (var other in running)
        {
            var prompt = CollectionsMarshal.AsSpan(other.Tokens);
            var common = tokens.CommonPrefixLength(prompt);
            if (other.Decodes || common <= other.Computed || !WillRun(other)) continue;
            if (known < 0) known = pages.Known(row.Tokens);
            if (common >= known + Attention.PageShape.Tokens) return true;
        }

        return false;
    }

    /// <summary>Somebody waits for tokens that lie in this row's page in work.</summary>
    private bool IsAwaited(Row row)
    {
        var tokens = CollectionsMarshal.AsSpan(row.Tokens);
        foreach (var other in waiting)
        {
            if (CollectionsMarshal.AsSpan(other.Tokens).CommonPrefixLength(tokens) > row.Sealed.Count * Attention.PageShape.Tokens) return true;
        }

        return false;
    }

    private bool WillRun(Row row) => row.IsInteractive || !running.Exists(r => r.IsInteractive);

    private List<(Row Row, int Count)> Choose()
    {
        var interactive = running.Exists(r => r.IsInteractive);
        var beside = running.Where(r => !r.IsInteractive && r.Decodes).Take(limits.ScoringRowsBesideInteractive);
        var eligible = interactive ? [.. running.Where(r => r.IsInteractive), .. beside] : running;
        var parts = eligible.Where(r => r.Decodes).Take(limits.MaxRows).Select(r => (r, 1)).ToList();
        var budget = pacing.Budget(someoneStreams: parts.Count > 0);
        foreach (var row in eligible.Where(r => !r.Decodes))
        {
            if (budget == 0) break;
            var count = Math.Min(budget, row.Missing);
            parts.Add((row, count));
            budget -= count;
        }

        return parts;
    }

    /// <summary>
    /// Finds memory for the step. When rows hold all of it, the one that joined last gives its pages back and starts again later, scoring rows before participants' rows.
    /// </summary>
    private StepPlan Reserve(List<(Row Row, int Count)> parts)
    {
        foreach (var (row, count) in parts.ToArray())
        {
            while (running.Contains(row) && !pages.Reserve(row, count))
            {
                if (pages.NeverFits(row, count)) Fail(row, PolicyFailureKind.OutOfMemory, $"The reply needs more keys and values than the budget of {pool.Budget.LimitBytes} bytes holds.");
                else Preempt(Victim(row));
            }
        }

        return new([.. parts.Where(p => running.Contains(p.Row))]);
    }

    private Row Victim(Row starved) =>
        running.FindLast(r => !r.IsInteractive && r != starved) ?? (starved.IsInteractive ? running[^1] : starved);

    private void Preempt(Row row)
    {
        pages.Release(row);
        row.StarvedAt = pool.Budget.Releases;
        running.Remove(row);
        waiting.Insert(0, row);
        metrics.Preempted();
    }

    private void Settle(StepPlan plan, Span<float> logits)
    {
        var line = 0;
        foreach (var (row, count) in plan.Parts)
        {
            var filled = count == row.Missing;
            var wasPrompt = !row.Decodes || row.ReplyTokens == 0;
            row.Computed += count;
            pages.Seal(row);
            if (!filled) continue;
            if (wasPrompt && IsAwaited(row)) pages.Publish(row);
            Draw(row, logits.Slice(line++ * runner.Vocabulary, runner.Vocabulary));
        }
    }

    private void Draw(Row row, Span<float> logits)
    {
        var request = row.Request;
        if (sampler.Next(logits, request.Sampling, CollectionsMarshal.AsSpan(row.Tokens), request.Prompt.Length) is not { } token)
        {
            Fail(row, PolicyFailureKind.BrokenLogits, $"The model gave a logit that is not a finite number at token {row.Tokens.Count}.");
            return;
        }

        var now = clock.GetTimestamp();
        metrics.Token(row, now, clock);
        row.FirstTokenAt ??= now;
        row.LastTokenAt = now;
        if (request.EndTokens.Contains(token))
        {
            Finish(row, FinishKind.Stop);
            return;
        }

        row.Tokens.Add(token);
        if (request.OnToken(token)) Finish(row, FinishKind.Stop);
        else if (row.ReplyTokens >= request.MaxTokens || row.Tokens.Count >= limits.ContextLength) Finish(row, FinishKind.Length);
    }

    private void Finish(Row row, FinishKind kind)
    {
        pages.Release(row);
        running.Remove(row);
        End(row, kind);
    }

    private void End(Row row, FinishKind kind)
    {
        var began = row.Started ?? clock.GetTimestamp();
        var first = row.FirstTokenAt;
        metrics.Ended(kind);
        row.Request.End(new(
            kind, row.Request.Prompt.Length, row.ReusedTokens ?? 0, row.ReplyTokens, clock.GetElapsedTime(row.Submitted, began),
            first is { } at ? clock.GetElapsedTime(row.Submitted, at) : null, first is { } from ? clock.GetElapsedTime(from, row.LastTokenAt) : TimeSpan.Zero));
    }

    private void Fail(Row row, PolicyFailureKind kind, string message, Exception? fault = null)
    {
        pages.Discard(row);
        running.Remove(row);
        metrics.Failed(kind);
        row.Request.Fail(kind, message, fault);
    }
}
