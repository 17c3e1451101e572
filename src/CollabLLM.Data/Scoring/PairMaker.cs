using CollabLLM.Core.Conversations;
using CollabLLM.Core.Preferences;
using CollabLLM.Core.Rewards;

namespace CollabLLM.Data.Scoring;

/// <summary>Makes the preference pair of a turn from its scored candidates, and says what speaks against using it.</summary>
internal static class PairMaker
{
    public const string SimulatedKind = "simulated";

    /// <param name="scored">Candidates with their simulated estimates; those without a mean cannot be compared and are left out.</param>
    /// <returns>Null when fewer than two can be compared or they differ by less than the gap.</returns>
    public static PairRow? Make(
        ScoringPlan plan, ScoringLease job, Conversation prompt, IReadOnlyList<(CandidateRow Row, RewardEstimate Estimate)> scored, IReadOnlyList<string> names, PairFilters filters, DateTimeOffset at)
    {
        var usable = scored.Where(s => s.Estimate.Mean is not null).OrderBy(s => s.Row.Index).ToArray();
        var replies = usable.Select(s => new ScoredReply(s.Row.Text, s.Estimate.Mean!.Value, s.Estimate.StandardError)).ToArray();
        if (PreferencePairBuilder.Build([new ScoredTurn(job.SessionId.ToString(), prompt, replies)], plan.MinimumGap) is not [var pair]) return null;

        // By reference: two candidates may have the same words and the same mean.
        var chosen = usable[Array.FindIndex(replies, r => ReferenceEquals(r, pair.Chosen))];
        var rejected = usable[Array.FindIndex(replies, r => ReferenceEquals(r, pair.Rejected))];
        if (chosen.Row.Id == rejected.Row.Id) return null;
        var flags = PairFlags.Of(pair, names, filters.LargestLengthRatio);
        return new PairRow(job.RunId, job.SessionId, job.Turn, chosen.Row.Id, rejected.Row.Id, SimulatedKind, pair.Margin, string.Join(' ', flags), at);
    }
}
