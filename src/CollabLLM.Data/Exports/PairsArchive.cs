using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using CollabLLM.Core.Exports;
using CollabLLM.Core.Exports.Pairs;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Scoring;

namespace CollabLLM.Data.Exports;

/// <summary>The pairs of a run as a data set: a part to train on, a part to evaluate on, the flat table as Parquet, a data card, and a manifest with hashes.</summary>
public static class PairsArchive
{

    public static async Task WriteAsync(StudySnapshot snapshot, ScoringRun? run, PairDialect dialect, PairSplit split, PairSelection selection, Stream output, CancellationToken ct)
    {
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
        var files = new List<ArchiveFile>();
        foreach (var part in new[] { PairSplit.Train, PairSplit.Eval })
            files.Add(await zip.AddAsync($"{part}.jsonl", async stream => await PairsExport.WriteAsync(snapshot, run, dialect, split, selection with { Split = part }, stream, ct)));
        var counts = await PairsExport.CountAsync(snapshot, run, split, selection with { Split = null }, ct);
        var pairs = PairsExport.SessionsAsync(snapshot, run, split, selection with { Split = null }, ct).SelectMany(s => s.Pairs);
        files.Add(await zip.AddAsync("pairs.parquet", async stream => await Core.Exports.Tables.PairsTable.Definition.WriteAsync(pairs, ExportFormats.Named("parquet"), stream, ct)));
        files.Add(await zip.AddAsync("README.md", DataCard(snapshot, run, dialect, split, selection, counts)));
        await zip.AddAsync(ArchiveManifest.FileName, JsonSerializer.Serialize(new
        {
            study = snapshot.Study.Slug, studyHash = snapshot.Study.DefinitionHash, preset = run?.Preset, optionsHash = run?.OptionsHash, seed = run?.Seed, dialect = dialect.Name,
            filters = selection.Filters, kind = selection.Kind, acceptedOnly = selection.AcceptedOnly, splitSeed = split.Seed, evalShare = split.EvalShare, codeVersion = StudyArchive.CodeVersion, counts.Train, counts.Eval, counts.LeftOut, files,
        }, StudyJson.Options));
    }

    private static string DataCard(StudySnapshot snapshot, ScoringRun? run, PairDialect dialect, PairSplit split, PairSelection selection, PairsSummary counts)
    {
        var left = counts.LeftOut.Count == 0 ? "nothing" : string.Join(", ", counts.LeftOut.Select(l => $"{l.Value} ({l.Key})"));
        return string.Create(CultureInfo.InvariantCulture, $"""
            # Preference pairs of the study "{snapshot.Study.Title}"

            - Form: {dialect.Meaning} (`{dialect.Name}`). `train.jsonl`: {counts.Train} pairs, `eval.jsonl`: {counts.Eval} pairs; `pairs.parquet`: both, flat, with provenance.
            - Split by participant with seed {split.Seed} and an expected share of {split.EvalShare} to evaluate on: nobody is in both parts.
            {Sources(run, selection)}
            - Study file: SHA-256 {snapshot.Study.DefinitionHash}. Product version: {StudyArchive.CodeVersion}.
            - Kind: {selection.Kind}{(selection.AcceptedOnly ? ", only pairs that a researcher accepted" : "")}. Flags that keep a pair out unless a researcher accepted it: {selection.Filters.Words()}.
            - Left out by the selection: {left}.

            ## Consent

            Every row comes from a participant who agreed to the study's consent form and, separately, to the use of the conversation for training, and has not
            withdrawn: nobody else's session is scored. What they read: {snapshot.Scope.Definition.TrainingConsent ?? "the study file asks no such question"}

            ## Licence

            The study file names none. Ask the study's coordinator before passing the data on.

            ## Known limits

            Simulated participants stand for real ones in the reward; a mean over few samples is uncertain (see the standard errors); replies are the study's
            policies' own, so the pairs sharpen what these policies can do already; the policies' system prompts are not part of the prompts here.

            """).ReplaceLineEndings("\n");
    }

    private static string Candidates(ScoringRun run)
    {
        var plan = ScoringPlan.FromJson(run.OptionsJson);
        var own = plan.Candidates - 1 - plan.OtherArms - plan.ProactiveCandidates;
        return string.Create(CultureInfo.InvariantCulture, $"the reply that was given, {own} more of the same policy, {plan.ProactiveCandidates} under a proactive prompt, {plan.OtherArms} of other arms; each row says where both of its replies come from");
    }

    private static string Sources(ScoringRun? run, PairSelection selection)
    {
        var (scored, human) = ("", "");
        if (run is not null) scored = string.Create(CultureInfo.InvariantCulture, $"""
            - Kind `simulated`: at each turn of completed sessions the reply that the participant got and further sampled replies were rewarded by
              Multiturn-aware Reward; chosen has the highest mean, rejected the lowest, and they differ by at least the minimum gap.
            - Scored with preset `{run.Preset}`, options {run.OptionsHash}, seed {run.Seed}. The options are in the study's export, table `scoring_runs`.
            - Candidates per turn: {Candidates(run)}.
            """);
        if (selection.Kind != PairKinds.Simulated) human = """
            - Kind `human`: the participant picked one of two replies of the same policy (source `picked`; their places were drawn, and answers without
              preference are no pairs), or wrote a reply anew (source `edited`, the original rejected). These pairs have no reward and no margin.
            """;
        return string.Join('\n', new[] { scored, human }.Where(s => s.Length > 0));
    }
}
