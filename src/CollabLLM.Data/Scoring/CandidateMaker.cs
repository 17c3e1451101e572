using CollabLLM.Core.Policies;
using CollabLLM.Core.Simulation;

namespace CollabLLM.Data.Scoring;

/// <summary>
/// The replies that are compared at one turn: the one that the participant got, further ones from the same policy (half of them with the
/// proactive prompt where the plan has one), and, by the plan, some from the other arms. Seeds come from stable ids.
/// </summary>
internal sealed class CandidateMaker(ScoringModels models)
{
    public async Task<IReadOnlyList<CandidateRow>> MakeAsync(ScoringCase turn, ScoringLease lease, ModelUse use, DateTimeOffset at, CancellationToken ct)
    {
        var given = new CandidateRow(lease.RunId, lease.SessionId, turn.Turn, 0, CandidateSources.Given, turn.Arm.Policy.Id, 0, turn.GivenReply, at);
        var further = Sources(turn).Select(async (source, i) =>
        {
            var seed = Seeds.Derive(turn.Plan.Seed, turn.StableId, turn.Turn, i + 1);
            var text = await models.Policy(source.Policy, use).ReplyAsync(turn.Prompt, seed, ct);
            return new CandidateRow(lease.RunId, lease.SessionId, turn.Turn, i + 1, source.Name, source.Policy.Id, seed, text, at);
        });
        return [given, .. await Task.WhenAll(further)];
    }

    private static IEnumerable<(string Name, PolicyDefinition Policy)> Sources(ScoringCase turn)
    {
        var further = turn.Plan.Candidates - 1;
        var others = turn.Study.Arms.Where(a => a.Code != turn.Arm.Code).Take(Math.Min(turn.Plan.OtherArms, further)).ToArray();
        var own = further - others.Length;
        var proactive = turn.Plan.ProactivePrompt is null ? 0 : own / 2;
        for (var i = 0; i < own; i++)
            yield return i < own - proactive
                ? (CandidateSources.SamePolicy, turn.Arm.Policy)
                : (CandidateSources.Proactive, turn.Arm.Policy with { SystemPrompt = turn.Plan.ProactivePrompt });
        foreach (var arm in others) yield return (CandidateSources.OtherArm, arm.Policy);
    }
}
