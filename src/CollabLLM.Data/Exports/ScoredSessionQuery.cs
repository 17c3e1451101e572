using System.Runtime.CompilerServices;
using CollabLLM.Core.Exports;
using CollabLLM.Core.Exports.Pairs;
using CollabLLM.Core.Preferences;
using CollabLLM.Core.Sessions;
using CollabLLM.Data.Scoring;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Exports;

/// <summary>The scored sessions of one run, from which every pair dialect is written.</summary>
internal static class ScoredSessionQuery
{
    private const int Batch = 20;

    /// <param name="selection">Which pairs and turns are taken; null: all.</param>
    public static async IAsyncEnumerable<ScoredSession> ScoredSessionsAsync(
        this StudySnapshot snapshot, ScoringRun run, PairSplit split, PairSelection? selection, [EnumeratorCancellation] CancellationToken ct)
    {
        var db = snapshot.Db;
        foreach (var batch in snapshot.Sessions.Chunk(Batch))
        {
            var ids = batch.Select(s => s.Id).ToArray();
            var candidates = (await db.Candidates.Where(c => c.RunId == run.Id && ids.Contains(c.SessionId)).ToListAsync(ct)).ToLookup(c => c.SessionId);
            var scored = ids.Where(candidates.Contains).ToArray();
            if (scored.Length == 0) continue;

            var rewards = await db.Candidates.Where(c => c.RunId == run.Id && scored.Contains(c.SessionId))
                .Join(db.Rewards.Where(r => r.Kind == RewardKinds.Simulated), c => c.Id, r => r.CandidateId, (c, r) => r).ToDictionaryAsync(r => r.CandidateId, ct);
            var pairs = (await db.Pairs.Where(p => p.RunId == run.Id && scored.Contains(p.SessionId)).ToListAsync(ct)).ToLookup(p => p.SessionId);
            var turns = (await db.Turns.Where(t => scored.Contains(t.SessionId)).ToListAsync(ct)).ToLookup(t => t.SessionId);
            var sessions = await db.Sessions.Where(s => scored.Contains(s.Id)).ToDictionaryAsync(s => s.Id, ct);
            var documents = await FinalDocument.OfAsync(db, scored, ct);
            foreach (var (id, key) in batch.Where(s => sessions.ContainsKey(s.Id)))
                yield return Build(snapshot, run, split, selection, key, sessions[id], [.. turns[id]], [.. candidates[id]], rewards, pairs[id], documents.GetValueOrDefault(id) ?? "");
        }
    }

    private static ScoredSession Build(
        StudySnapshot snapshot, ScoringRun run, PairSplit split, PairSelection? selection, SessionKey key, Session session, Turn[] turns,
        CandidateRow[] candidates, Dictionary<Guid, RewardRow> rewards, IEnumerable<PairRow> pairs, string document)
    {
        var part = split.Of(key.Participant);
        var byId = candidates.ToDictionary(c => c.Id, c => Export(c, rewards.GetValueOrDefault(c.Id)));
        var given = candidates.FirstOrDefault(c => c.Index == 0)?.PolicyId ?? "";
        var scoredTurns = candidates.GroupBy(c => c.Turn).OrderBy(g => g.Key)
            .Select(g => new ScoredTurnExport(g.Key, SessionConversation.Prompt(turns, g.Key), [.. g.OrderBy(c => c.Index).Select(c => byId[c.Id])])).ToArray();
        var prompts = scoredTurns.ToDictionary(t => t.Turn, t => t.Prompt);
        var kept = pairs.OrderBy(p => p.Turn).ThenBy(p => p.Kind, StringComparer.Ordinal)
            .Select(p => new PairExport(
                key, snapshot.Study.Slug, p.Turn, p.Kind, run.Preset, run.OptionsHash, p.Margin, prompts[p.Turn], byId[p.ChosenId], byId[p.RejectedId],
                given, p.Flags, p.Decision, p.Note, part))
            .Where(p => selection?.Takes(p) ?? true).ToArray();
        var goal = SessionGoal.Brief(snapshot.Scope.Definition, session);
        return new ScoredSession(key, snapshot.Study.Slug, given, run.Preset, run.OptionsHash, goal, document, part, [.. scoredTurns.Where(t => selection?.TakesTurn(HoldsPersonalData(t, session)) ?? true)], kept);
    }

    private static bool HoldsPersonalData(ScoredTurnExport turn, Session session)
    {
        var names = SessionGoal.Names(session);
        return turn.Prompt.Select(m => m.Content).Concat(turn.Candidates.Select(c => c.Text)).Any(text => PairFlags.HoldsPersonalData(text, names));
    }

    private static CandidateExport Export(CandidateRow candidate, RewardRow? reward) => new(
        candidate.Index, candidate.Source, candidate.Text, reward?.Mean, reward?.StandardError, reward?.Used ?? 0, reward?.Failed ?? 0,
        reward?.SimulatorId, reward?.JudgeId, reward?.Seed ?? candidate.Seed, reward?.CodeVersion,
        candidate.Arm, candidate.PolicyId, candidate.PromptHash);
}
