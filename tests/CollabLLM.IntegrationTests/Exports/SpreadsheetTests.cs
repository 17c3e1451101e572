using System.Diagnostics;
using System.Xml.Linq;
using CollabLLM.Core.Exports;
using CollabLLM.Data.Exports;
using CollabLLM.TestKit;

namespace CollabLLM.IntegrationTests.Exports;

/// <summary>LibreOffice opens every exported table and finds no formula in it, whatever participants wrote.</summary>
public sealed class SpreadsheetTests : IDisposable
{
    // The most dangerous way to open a file: commas, UTF-8, quoted fields are not texts for certain, leading blanks go, formulas are computed.
    private const string Import = "44,34,76,1,,0,false,true,true,false,true,0,true";
    private static readonly string[] Attacks = ["=1+1", "+1+1", "-1+1", "@SUM(1;1)", "\t=1+1", "\r=1+1", "\n=1+1", "=HYPERLINK(\"http://example.org\";\"x\")", "'=1+1", " =1+1", "x\",=1+1", "＝1+1"];
    private readonly ExportDatabase database = new();
    private readonly string folder = Directory.CreateTempSubdirectory("collab-sheet").FullName;

    [OracleFact("libreoffice-calc-nogui", "/usr/bin/soffice")]
    public async Task No_exported_table_holds_a_formula_when_a_spreadsheet_opens_it()
    {
        await database.StudyAsync(study => { foreach (var attack in Attacks) study.Add(turns: 2, message: attack, document: attack); });
        var tables = await WriteAsync();
        // Without it the count could be 0 because LibreOffice reads formulas nowhere.
        await File.WriteAllTextAsync(Path.Combine(folder, "control.csv"), "id,text\r\n1,=1+1\r\n2,\"=1+2\"\r\n3, =1+3\r\n");

        await ConvertAsync();

        Assert.Equal(3, Formulas("control"));
        Assert.All(tables, table => Assert.True(Formulas(table) == 0, $"{table} has {Formulas(table)} formulas."));
        Assert.Contains("'=1+1 (0.1)", Texts("turns"));
        Assert.True(Texts("sessions").Count > 100);
    }

    public void Dispose()
    {
        database.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<IReadOnlyList<string>> WriteAsync()
    {
        await using var snapshot = (await StudySnapshot.OpenAsync(database, "writing", false, default))!;
        var tables = StudyTables.For(snapshot.Scope);
        foreach (var table in tables.All)
        {
            await using var file = File.Create(Path.Combine(folder, table.Name + ".csv"));
            await tables.WriteAsync(snapshot, table.Name, new CsvExporter(), file, default);
        }
        return [.. tables.All.Select(t => t.Name)];
    }

    // One process for all files; its own profile, so that another one that runs does not answer in its place.
    private async Task ConvertAsync()
    {
        string[] arguments =
        [
            $"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore", $"--infilter=Text - txt - csv (StarCalc):{Import}",
            "--convert-to", "fods", "--outdir", folder, .. Directory.GetFiles(folder, "*.csv"),
        ];
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/soffice", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await output + await error);
    }

    private int Formulas(string table) => Sheet(table).Descendants().Attributes().Count(a => a.Name.LocalName == "formula" && a.Parent!.Name.LocalName == "table-cell");

    private List<string> Texts(string table) => [.. Sheet(table).Descendants().Where(e => e.Name.LocalName == "p").Select(e => e.Value)];

    private XDocument Sheet(string table) => XDocument.Load(Path.Combine(folder, table + ".fods"));
}
