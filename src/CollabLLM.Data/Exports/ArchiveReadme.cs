using System.Text;

namespace CollabLLM.Data.Exports;

/// <summary>The first thing that somebody reads who got an archive.</summary>
internal static class ArchiveReadme
{
    public static string Of(StudySnapshot snapshot, IReadOnlyList<ArchiveFile> files)
    {
        var text = new StringBuilder($"""
            # {snapshot.Study.Title}

            Export of the study `{snapshot.Study.Slug}` by CollabLLM Studies {StudyArchive.CodeVersion}.

            - `tables/`: one CSV file a table; `tables/sessions.csv` has a row for each session and is what most questions need. To open one in a spreadsheet: import as text, UTF-8, separated by commas. `data-dictionary.md` says what every column means; `columns.csv` says the same as data.
            - `read.py` (pandas) and `read.R` (base R) read everything and print the main table.
            - `labels.sps` and `labels.do` read the tables in SPSS and Stata with labels.
            - `study.json`: the study file. `manifest.json`: hash of each file, of the study file, and the last hash of the audit trail.
            - `collabllm import --file export.zip` loads the export into another installation.

            Participants stand by pseudonyms{(snapshot.Scope.ShowsIdentifiers ? ", and their platforms' identifiers are in `participants`: treat this file as personal data" : "")}.
            {(snapshot.Scope.IsUnblinded ? "The study is unblinded: arms have their names." : "The study is blind: arms stand by code, and `study.json` does not say what they are; the hash in the manifest is that of the full study file. Loaded elsewhere, the study has the hash of this shortened file.")}

            | file | rows |
            |---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var file in files.Where(f => f.Rows is not null)) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"| `{file.Path}` | {file.Rows} |\n");
        return text.ToString();
    }
}
