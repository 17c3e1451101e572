using System.IO.Compression;
using System.Reflection;
using System.Text;
using System.Text.Json;
using CollabLLM.Core.Exports;
using CollabLLM.Core.Exports.Dictionary;
using CollabLLM.Core.Policies;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Audit;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Exports;

/// <summary>
/// The whole study in one ZIP: every table as CSV, what the columns mean, the study file, label files, scripts that read it, and a manifest
/// with the hash of each file. The same study gives the same bytes: no moment of exporting stands in it.
/// </summary>
public static class StudyArchive
{
    public const string StudyFile = "study.json";
    private static readonly JsonSerializerOptions Json = new(StudyJson.Options) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task WriteAsync(StudySnapshot snapshot, Stream output, CancellationToken ct)
    {
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
        var files = new List<ArchiveFile>();
        var tables = StudyTables.For(snapshot.Scope);
        foreach (var table in tables.All)
            files.Add(await zip.AddAsync($"tables/{table.Name}.csv", stream => Counted(tables.WriteAsync(snapshot, table.Name, new CsvExporter(), stream, ct))));
        files.Add(await zip.AddAsync("columns.csv", async stream =>
        {
            await DictionaryRow.Definition.WriteAsync(DictionaryRow.Of(tables.All).ToAsyncEnumerable(), new CsvExporter(), stream, ct);
            return null;
        }));
        files.Add(await zip.AddAsync(StudyFile, Definition(snapshot).ToJson()));
        files.Add(await zip.AddAsync("data-dictionary.md", DataDictionary.Markdown(tables.All)));
        files.Add(await zip.AddAsync("labels.sps", StatisticsSyntax.Spss(tables.All)));
        files.Add(await zip.AddAsync("labels.do", StatisticsSyntax.Stata(tables.All)));
        files.Add(await zip.AddAsync("read.py", ReadScripts.Python));
        files.Add(await zip.AddAsync("read.R", ReadScripts.R));
        files.Add(await zip.AddAsync("README.md", ArchiveReadme.Of(snapshot, files)));
        await zip.AddAsync(ArchiveManifest.FileName, JsonSerializer.Serialize(await ManifestAsync(snapshot, files, ct), Json));
    }

    /// <summary>The study file as the export may show it: while the study is blind, arms have their code for a name and their policy is left out.</summary>
    internal static StudyDefinition Definition(StudySnapshot snapshot)
    {
        var definition = snapshot.Scope.Definition;
        return snapshot.Scope.IsUnblinded
            ? definition
            : definition with { Arms = [.. definition.Arms.Select(a => new ArmDefinition(a.Code, a.Code, new PolicyDefinition("blinded"), false, a.Weight))] };
    }

    internal static string CodeVersion { get; } =
        typeof(StudyArchive).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private static async Task<ArchiveManifest> ManifestAsync(StudySnapshot snapshot, IReadOnlyList<ArchiveFile> files, CancellationToken ct)
    {
        var study = snapshot.Study;
        var last = await snapshot.Db.Audit.OrderByDescending(e => e.Sequence).Select(e => new { e.Sequence, e.Hash }).FirstOrDefaultAsync(ct);
        return new ArchiveManifest(
            study.Slug, Pseudonym.Text(study.Id), study.DefinitionHash, study.State.ToString(), Moment(study.CreatedAt)!, Moment(study.FrozenAt), Moment(study.UnblindedAt), CodeVersion,
            snapshot.Scope.IsUnblinded, snapshot.Scope.ShowsIdentifiers, last?.Sequence ?? 0, last?.Hash ?? AuditHash.Beginning, files);
    }

    private static async Task<long?> Counted(Task<long> rows) => await rows;

    private static string? Moment(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
}
