using System.Runtime.CompilerServices;
using CollabLLM.Core.Conversations;
using CollabLLM.Core.Judging;
using CollabLLM.Core.Metrics;
using CollabLLM.Core.Simulation;

namespace CollabLLM.Core.Rewards;

/// <summary>
/// Multiturn-aware Reward, here and nowhere else: MR(m_j | t_1:j, g) = E over forward conversations of R*(t_1:j with its continuation | g),
/// estimated by the mean over sampled continuations; R* is a weighted sum of metrics (section 3 of arXiv 2502.00640). Sees no database,
/// clock or global random; the same seed and inputs give the same estimate.
/// </summary>
public sealed class RewardEstimator(RewardPreset preset, RewardModels models)
{
    private readonly MetricParts parts =
        new(preset.TokenRule, models.Counter ?? new WordCounter(), models.Judge, preset.JudgeScale, models.RewardModel, models.RubricFolder);

    private readonly ForwardSimulator forward = new(models.Policy, models.Simulator);

    /// <param name="finished">Samples of an interrupted estimate with the same seed; they are kept and not made again.</param>
    /// <param name="onSample">Told of each new sample, so that a caller can store it at once.</param>
    public async Task<RewardEstimate> EstimateAsync(
        RewardQuestion question, long seed, CancellationToken ct, IReadOnlyList<RewardSample>? finished = null, Func<RewardSample, Task>? onSample = null)
    {
        var samples = (finished ?? []).ToDictionary(s => s.Index);
        var missing = Enumerable.Range(0, preset.Samples).Where(i => !samples.ContainsKey(i)).ToArray();
        var made = models.Parallelism > 1 ? EachOnItsOwnAsync(question, missing, seed, ct) : TogetherAsync(question, missing, seed, ct);
        await foreach (var sample in made)
        {
            samples[sample.Index] = sample;
            if (onSample is not null) await onSample(sample);
        }
        return RewardEstimate.Of([.. samples.Values.OrderBy(s => s.Index)]);
    }

    /// <summary>The participant's real continuation as one sample, cut to the preset's window. Kept apart from simulated ones by the caller.</summary>
    public Task<RewardSample> ObserveAsync(RewardQuestion question, IEnumerable<Message> continuation, long seed, CancellationToken ct) =>
        ScoreAsync(question, new ForwardSample(0, [.. continuation.Take(preset.NewMessages)], null), seed, ct);

    // One call at a time: all continuations first, then the marks sample by sample, which is the published order of calls.
    private async IAsyncEnumerable<RewardSample> TogetherAsync(RewardQuestion question, int[] missing, long seed, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var continuation in await forward.RunAsync(question.Conversation, question.Goal, missing, preset.NewMessages, seed, ct))
            yield return await ScoreAsync(question, continuation, seed, ct);
    }

    // Many calls at once: a sample never waits for another one's slower reply, and is handed on as soon as it is complete.
    private async IAsyncEnumerable<RewardSample> EachOnItsOwnAsync(RewardQuestion question, int[] missing, long seed, [EnumeratorCancellation] CancellationToken ct)
    {
        using var places = new SemaphoreSlim(models.Parallelism);
        await foreach (var sample in Task.WhenEach(missing.Select(MakeAsync).ToArray()).WithCancellation(ct))
            yield return await sample;

        async Task<RewardSample> MakeAsync(int index)
        {
            await places.WaitAsync(ct);
            try
            {
                var continuations = await forward.RunAsync(question.Conversation, question.Goal, [index], preset.NewMessages, seed, ct);
                return await ScoreAsync(question, continuations[0], seed, ct);
            }
            finally
            {
                places.Release();
            }
        }
    }

    private async Task<RewardSample> ScoreAsync(RewardQuestion question, ForwardSample sample, long seed, CancellationToken ct)
    {
        if (sample.Failure is { } failure) return new RewardSample(sample.Index, sample.Continuation, [], null, failure);
        var conversation = new Conversation(question.Conversation.With(sample.Continuation).Where(m => m.Role is not MessageRole.System));
        var promptLength = question.Conversation.Count(m => m.Role is not MessageRole.System) - 1;
        var extracted = new Dictionary<string, (string? Document, string? Reason)>();
        var scores = new List<MetricScore>();
        foreach (var weighted in preset.Metrics)
            scores.Add(await ScoreAsync(weighted, question, conversation, promptLength, extracted, Seeds.Derive(seed, sample.Index, weighted.Signature), ct));

        var failed = scores.OfType<MetricScore.Failed>().FirstOrDefault();
        double? reward = failed is null ? scores.Cast<MetricScore.Scored>().Zip(preset.Metrics, Weigh).Sum() : null;
        return new RewardSample(sample.Index, sample.Continuation, scores, reward, failed is null ? null : $"{failed.Metric}: {failed.Reason}");
    }

    private async Task<MetricScore> ScoreAsync(
        WeightedMetric weighted, RewardQuestion question, Conversation conversation, int promptLength,
        Dictionary<string, (string? Document, string? Reason)> extracted, long seed, CancellationToken ct)
    {
        try
        {
            string? document = null;
            if (weighted.Extracts is { } kind)
            {
                // Two metrics of one document ask for it once.
                if (!extracted.TryGetValue(kind, out var found)) found = extracted[kind] = await ExtractAsync(kind, conversation, seed, ct);
                if (found.Document is null) return new MetricScore.Failed(weighted.Signature, found.Reason!);
                document = found.Document;
            }
            var input = new MetricInput(conversation, Math.Max(0, promptLength), question.Goal, question.Reference, document, question.FinalDocument, seed);
            return await MetricCatalog.Make(weighted.Metric, parts).ScoreAsync(input, ct) switch
            {
                MetricScore.Scored scored => scored with { Metric = weighted.Signature },
                MetricScore.Failed failed => failed with { Metric = weighted.Signature },
                _ => throw new InvalidOperationException("Unknown kind of score."),
            };
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            return new MetricScore.Failed(weighted.Signature, $"The metric's model failed: {failure.Message}");
        }
    }

    private async Task<(string? Document, string? Reason)> ExtractAsync(string kind, Conversation conversation, long seed, CancellationToken ct) =>
        preset.ExtractsWithoutModel ? (LatestDraft.Of(conversation), null)
        : models.Extractor is null ? (null, $"No model is configured that extracts the {kind}. Name a judge model in the study's scoring settings.")
        : await models.Extractor.ExtractAsync(kind, conversation, seed, ct);

    private double Weigh(MetricScore.Scored score, WeightedMetric metric)
    {
        var weighted = score.Value * metric.Weight;
        if (metric.Metric == TokenAmount.Name && preset.TokenCap is { } cap) weighted = Math.Clamp(weighted, -cap, cap);
        return preset.ClampsWeighted ? Math.Clamp(weighted, -1, 1) : weighted;
    }
}
