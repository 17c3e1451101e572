using System.Text;
using CollabLLM.Core.Exports;
using CollabLLM.Core.Exports.Dictionary;
using CollabLLM.Core.Exports.Pairs;
using CollabLLM.Data.Exports;

namespace CollabLLM.Web.Features.Exports;

/// <summary>What is to be exported, as the address says it: <c>all.zip</c>, <c>sessions.csv</c>, <c>data-dictionary.md</c>, <c>pairs.trl.jsonl</c>, <c>pairs.trl.zip</c>.</summary>
internal sealed record ExportRequest(string What, string Format, string? Dialect)
{
    public const string All = "all";
    public const string Pairs = "pairs";
    public const string Dictionary = "data-dictionary.md";

    public string MediaType => Format switch
    {
        "zip" => "application/zip",
        "md" => "text/markdown",
        _ => ExportFormats.Named(Format).MediaType,
    };

    /// <exception cref="ArgumentException">There is no such export; the message lists what there is.</exception>
    public static ExportRequest Parse(string file) => file.Split('.') switch
    {
        [All, "zip"] => new(All, "zip", null),
        _ when file == Dictionary => new(Dictionary, "md", null),
        [Pairs, var dialect, "jsonl" or "zip"] => new(Pairs, file.Split('.')[2], PairDialect.Named(dialect).Name),
        [var table, var format] => new(table, ExportFormats.Named(format).Format, null),
        _ => throw new ArgumentException($"There is no export '{file}'. There are all.zip, a table such as sessions.csv, and pairs such as pairs.trl.jsonl."),
    };

    public async Task WriteAsync(StudySnapshot snapshot, PairSelection selection, string? run, PairSplit split, Stream output, CancellationToken ct)
    {
        if (What == All)
        {
            await StudyArchive.WriteAsync(snapshot, output, ct);
            return;
        }
        if (What == Dictionary)
        {
            await output.WriteAsync(Encoding.UTF8.GetBytes(DataDictionary.Markdown(StudyTables.For(snapshot.Scope).All)), ct);
            return;
        }
        if (Dialect is null)
        {
            await StudyTables.For(snapshot.Scope).WriteAsync(snapshot, What, ExportFormats.Named(Format), output, ct);
            return;
        }
        var scored = await PairsExport.RunAsync(snapshot, run, selection, ct);
        if (Format == "zip") await PairsArchive.WriteAsync(snapshot, scored, PairDialect.Named(Dialect), split, selection, output, ct);
        else await PairsExport.WriteAsync(snapshot, scored, PairDialect.Named(Dialect), split, selection, output, ct);
    }
}
