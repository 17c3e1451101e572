using CollabLLM.Core.Conversations;
using CollabLLM.Core.Rewards;

namespace CollabLLM.Core.Simulation;

/// <summary>
/// Writes a whole conversation from single-turn data, as the published data sets were made: the simulated participant begins; at each
/// turn several replies are sampled and rewarded, the best one is kept, and the participant's next message is the one from the longest
/// forward conversation of that reply. Ends at the length given, or when the participant ends it.
/// </summary>
public sealed class ConversationSynthesis(RewardPreset preset, RewardModels models)
{
    /// <param name="goal">What the participant wants; the data set's prompt.</param>
    /// <param name="reference">The data set's completion.</param>
    /// <param name="maximumMessages">Longest conversation, in messages.</param>
    public async Task<IReadOnlyList<SynthesisedTurn>> RunAsync(string goal, string reference, int maximumMessages, long seed, CancellationToken ct)
    {
        var forward = new ForwardSimulator(models.Policy, models.Simulator, models.Parallelism);
        var estimator = new RewardEstimator(preset, models);
        var conversation = await NextAsync(forward, Conversation.Empty, goal, seed, ct);
        var turns = new List<SynthesisedTurn>();
        while (conversation is not null && conversation.Count < maximumMessages)
        {
            var here = Seeds.Derive(seed, conversation.Count);
            var replies = await RepliesAsync(forward, estimator, conversation, goal, reference, here, ct);
            turns.Add(new SynthesisedTurn(conversation, replies));
            var scored = replies.Where(r => r.Estimate.Mean is not null).ToArray();
            if (scored.Length == 0) break;

            var best = scored.MaxBy(r => r.Estimate.Mean)!;
            conversation = conversation.With(Message.Assistant(best.Completion));
            if (conversation.Count >= maximumMessages) break;
            // Of sessions of equal length the last one counts, as a stable sort by length leaves it.
            var longest = best.Estimate.Samples.Where(s => s.Reason is null).OrderBy(s => s.Continuation.Count).Last();
            if (longest.Continuation.Count == 0) break;
            conversation = conversation.With(longest.Continuation[0]);
            if (Termination.IsIn(longest.Continuation[0].Content)) break;
        }
        return turns;
    }

    private static async Task<Conversation?> NextAsync(ForwardSimulator forward, Conversation conversation, string goal, long seed, CancellationToken ct) =>
        (await forward.RunAsync(conversation, goal, [0], 1, seed, ct))[0] is { Failure: null } sample ? conversation.With(sample.Continuation) : null;

    private async Task<IReadOnlyList<SynthesisedReply>> RepliesAsync(
        ForwardSimulator forward, RewardEstimator estimator, Conversation prompt, string goal, string reference, long seed, CancellationToken ct)
    {
        var candidates = await forward.RunAsync(prompt, goal, [.. Enumerable.Range(0, preset.Candidates)], 1, seed, ct);
        var replies = new List<SynthesisedReply>();
        foreach (var candidate in candidates.Where(c => c.Failure is null))
        {
            var question = new RewardQuestion(prompt.With(candidate.Continuation), goal, reference);
            replies.Add(new SynthesisedReply(candidate.Continuation[0].Content, await estimator.EstimateAsync(question, Seeds.Derive(seed, candidate.Index), ct)));
        }
        return replies;
    }
}
