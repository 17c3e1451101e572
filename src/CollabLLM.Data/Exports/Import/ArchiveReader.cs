using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CollabLLM.Core.Exports;
using CollabLLM.Core.Studies;

namespace CollabLLM.Data.Exports.Import;

/// <summary>Reads an archive: checks every file against the manifest before a row is believed, then gives rows one by one.</summary>
internal sealed class ArchiveReader : IDisposable
{
    private const long LargestText = 64 * 1024 * 1024;
    private readonly ZipArchive zip;
    private readonly Dictionary<string, HashSet<string>> texts;

    private ArchiveReader(ZipArchive zip, ArchiveManifest manifest, StudyDefinition definition)
    {
        (this.zip, Manifest, Definition) = (zip, manifest, definition);
        texts = StudyTables.For(new ExportScope(definition, manifest.IsUnblinded, manifest.HoldsIdentifiers)).All
            .ToDictionary(t => t.Name, t => t.Columns.Where(c => c.Type is ColumnType.Text).Select(c => c.Name).ToHashSet());
    }

    public ArchiveManifest Manifest { get; }

    public StudyDefinition Definition { get; }

    /// <exception cref="ImportException">It is no archive of this product, or a file is missing or was changed.</exception>
    public static ArchiveReader Open(Stream file)
    {
        try
        {
            var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            var manifest = JsonSerializer.Deserialize<ArchiveManifest>(Text(zip, ArchiveManifest.FileName), StudyJson.Options) ?? throw new ImportException("manifest.json is empty.");
            foreach (var one in manifest.Files) Check(zip, one);
            return new ArchiveReader(zip, manifest, StudyDefinition.FromJson(Text(zip, StudyArchive.StudyFile)));
        }
        catch (InvalidDataException fault)
        {
            throw new ImportException("The file is not a ZIP archive, or it is cut off.", fault);
        }
        catch (JsonException fault)
        {
            throw new ImportException($"manifest.json or study.json cannot be read: {fault.Message}", fault);
        }
    }

    public IEnumerable<ArchiveRow> Rows(string table)
    {
        using var source = new StreamReader(Entry(zip, $"tables/{table}.csv").Open(), Encoding.UTF8);
        var reader = new CsvReader(source, $"tables/{table}.csv");
        var names = Next(reader) ?? throw new ImportException($"tables/{table}.csv is empty; even a table without rows has its header.");
        var isText = names.Select(n => n is not null && texts[table].Contains(n)).ToArray();
        for (var number = 1L; Next(reader) is { } fields; number++)
        {
            if (fields.Count != names.Count) throw new ImportException($"tables/{table}.csv, row {number}: {fields.Count} fields under {names.Count} columns.");
            var values = new Dictionary<string, string?>(names.Count, StringComparer.Ordinal);
            for (var i = 0; i < names.Count; i++) values[names[i] ?? ""] = fields[i] is { } field && isText[i] ? CsvText.Restore(field) : fields[i];
            yield return new ArchiveRow(table, number, values);
        }
    }

    public void Dispose() => zip.Dispose();

    private static List<string?>? Next(CsvReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (FormatException fault)
        {
            throw new ImportException(fault.Message, fault);
        }
    }

    private static void Check(ZipArchive zip, ArchiveFile file)
    {
        using var content = Entry(zip, file.Path).Open();
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        if (hash != file.Sha256) throw new ImportException($"{file.Path} is not the file that the manifest names: it was changed after the export.");
    }

    private static string Text(ZipArchive zip, string path)
    {
        var entry = Entry(zip, path);
        if (entry.Length > LargestText) throw new ImportException($"{path} has {entry.Length} bytes; at most {LargestText} are read.");
        using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static ZipArchiveEntry Entry(ZipArchive zip, string path) => zip.GetEntry(path) ?? throw new ImportException($"The archive lacks {path}: it is not an export of a study.");
}
