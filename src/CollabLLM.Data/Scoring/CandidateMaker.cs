using CollabLLM.Core.Policies;
using CollabLLM.Core.Simulation;

namespace CollabLLM.Data.Scoring;

/// <summary>
/// The replies that are compared at one turn: the one that the participant got, further ones from the same policy, and by the plan some
/// under the proactive prompt and some from other arms' policies. Seeds come from stable ids.
/// </summary>
internal sealed class CandidateMaker(ScoringModels models)
{
    public async Task<IReadOnlyList<CandidateRow>> MakeAsync(ScoringCase turn, ScoringLease lease, ModelUse use, DateTimeOffset at, CancellationToken ct)
    {
        var own = (CandidateSources.Given, turn.Arm.Code, turn.Arm.Policy);
        var given = new CandidateRow(lease.RunId, lease.SessionId, turn.Turn, 0, Origin(turn, own), 0, turn.GivenReply, at);
        var further = Sources(turn).Select(async (source, i) =>
        {
            var seed = Seeds.Derive(turn.Plan.Seed, turn.StableId, turn.Turn, i + 1);
            var text = await models.Policy(turn.Seeing(source.Policy), use).ReplyAsync(turn.Prompt, seed, ct);
            return new CandidateRow(lease.RunId, lease.SessionId, turn.Turn, i + 1, Origin(turn, source), seed, text, at);
        });
        return [given, .. await Task.WhenAll(further)];
    }

    private static CandidateOrigin Origin(ScoringCase turn, (string Name, string Arm, PolicyDefinition Policy) source) =>
        new(source.Name, source.Arm, source.Policy.Id, PolicyPrompt.Hash(turn.Asked(source.Policy)));

    private static IEnumerable<(string Name, string Arm, PolicyDefinition Policy)> Sources(ScoringCase turn)
    {
        var others = turn.Study.Arms.Where(a => a.Code != turn.Arm.Code).Take(turn.Plan.OtherArms).ToArray();
        var proactive = turn.Arm.Policy with { SystemPrompt = turn.Plan.ProactivePrompt };
        var own = turn.Plan.Candidates - 1 - turn.Plan.ProactiveCandidates - others.Length;
        return
        [
            .. Enumerable.Repeat((CandidateSources.SamePolicy, turn.Arm.Code, turn.Arm.Policy), own),
            .. Enumerable.Repeat((CandidateSources.Proactive, turn.Arm.Code, proactive), turn.Plan.ProactiveCandidates),
            .. others.Select(arm => (CandidateSources.OtherArm, arm.Code, arm.Policy)),
        ];
    }
}
