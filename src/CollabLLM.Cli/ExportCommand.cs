using CollabLLM.Core.Exports;
using CollabLLM.Core.Exports.Pairs;
using CollabLLM.Core.Studies;
using CollabLLM.Data;
using CollabLLM.Data.Audit;
using CollabLLM.Data.Exports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CollabLLM.Cli;

/// <summary><c>collabllm export</c>: a table, the pairs, or the whole study into one file.</summary>
internal static class ExportCommand
{
    public static readonly Usage Usage = new(
        "A table, the pairs, or a whole study with its dictionary, into one file",
        ["--study SLUG --out FILE.zip", "--study SLUG --what TABLE --out FILE [--format csv|jsonl|parquet]", "--study SLUG --dialect DIALECT --out FILE.jsonl"],
        [
            new("study", "SLUG", "the study"),
            new("out", "FILE", "the file that is written"),
            new("what", "TABLE", "all, pairs, or one table: sessions, turns, messages, ratings, .. (docs/data-dictionary.md)"),
            new("format", "FORMAT", "zip, csv, jsonl or parquet"),
            new("dialect", "DIALECT", "of pairs: trl, openai, hh, collabllm, collabllm-nested, sft or grpo"),
            .. PairArguments.Options,
            new("identifiers", null, "with the recruiting platform's identifiers; written to the audit trail"),
            new("why", "REASON", "why the identifiers are needed"),
            .. DatabaseHost.Options,
        ]);

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var arguments = Arguments.Parse(args, Usage);
        var (slug, file) = (arguments.Required("study"), arguments.Required("out"));
        await using var host = await DatabaseHost.OpenAsync(arguments, ct);
        var databases = host.GetRequiredService<IDbContextFactory<CollabDbContext>>();
        try
        {
            if (arguments.Has("identifiers")) await AuditAsync(host, databases, slug, arguments.Required("why"), ct);
            await using var snapshot = await StudySnapshot.OpenAsync(databases, slug, arguments.Has("identifiers"), ct)
                ?? throw new StudyRuleException($"There is no study '{slug}' in this database.");
            await output.WriteLineAsync(await WriteAsync(snapshot, arguments, file, ct));
            return 0;
        }
        catch (Exception fault) when (fault is StudyRuleException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(fault.Message);
            return 1;
        }
    }

    private static async Task<string> WriteAsync(StudySnapshot snapshot, Arguments arguments, string file, CancellationToken ct)
    {
        var what = arguments.Optional("what") ?? (arguments.Has("dialect") ? "pairs" : "all");
        var format = arguments.Optional("format") ?? (what == "all" ? "zip" : what == "pairs" ? "jsonl" : "csv");
        if (what == "all" || (what == "pairs" && format == "zip"))
        {
            if (format != "zip") throw new ArgumentException("Everything together comes as a zip: leave --format out, or name one table with --what.");
            if (what == "all") await OutputFile.WriteAsync(file, stream => StudyArchive.WriteAsync(snapshot, stream, ct));
            else await BundleAsync(snapshot, arguments, file, ct);
            return $"{file}: {new FileInfo(file).Length} bytes.";
        }
        if (what == "pairs" && format == "jsonl") return await PairsAsync(snapshot, arguments, file, ct);

        var (tables, exporter, rows) = (StudyTables.For(snapshot.Scope), ExportFormats.Named(format), 0L);
        tables.Named(what);
        await OutputFile.WriteAsync(file, async stream => rows = await tables.WriteAsync(snapshot, what, exporter, stream, ct));
        return $"{file}: {rows} rows.";
    }

    private static async Task<string> PairsAsync(StudySnapshot snapshot, Arguments arguments, string file, CancellationToken ct)
    {
        var (dialect, selection, rows) = (PairDialect.Named(arguments.Optional("dialect") ?? "trl"), PairArguments.Selection(arguments, snapshot), 0L);
        var run = await PairsExport.RunAsync(snapshot, arguments.Optional("run"), selection, ct);
        await OutputFile.WriteAsync(file, async stream => rows = await PairsExport.WriteAsync(snapshot, run, dialect, PairArguments.Split(arguments, snapshot), selection, stream, ct));
        var left = selection.LeftOut.Count == 0 ? "" : $" Left out: {string.Join(", ", selection.LeftOut.Select(l => $"{l.Value} {l.Key}"))}.";
        var from = run is null ? "made by participants" : $"run {run.Preset} {run.OptionsHash[..8]}";
        return $"{file}: {rows} rows ({dialect.Name}, {from}).{left}";
    }

    private static async Task BundleAsync(StudySnapshot snapshot, Arguments arguments, string file, CancellationToken ct)
    {
        var (dialect, selection) = (PairDialect.Named(arguments.Optional("dialect") ?? "trl"), PairArguments.Selection(arguments, snapshot));
        var run = await PairsExport.RunAsync(snapshot, arguments.Optional("run"), selection, ct);
        await OutputFile.WriteAsync(file, stream => PairsArchive.WriteAsync(snapshot, run, dialect, PairArguments.Split(arguments, snapshot), selection, stream, ct));
    }

    private static async Task AuditAsync(IServiceProvider host, IDbContextFactory<CollabDbContext> databases, string slug, string why, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var study = await db.Studies.SingleOrDefaultAsync(s => s.Slug == slug, ct) ?? throw new StudyRuleException($"There is no study '{slug}' in this database.");
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await host.GetRequiredService<AuditTrail>().AppendAsync(db, $"command line/{Environment.UserName}", "export.identifiers", $"study/{study.Id}", null, null, why, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
