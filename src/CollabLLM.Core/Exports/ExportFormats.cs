using CollabLLM.Core.Exports.Parquet;

namespace CollabLLM.Core.Exports;

/// <summary>The one list of file formats for tables.</summary>
public static class ExportFormats
{
    public static IReadOnlyList<IExporter> All { get; } = [new CsvExporter(), new JsonLinesExporter(), new ParquetExporter()];

    /// <exception cref="ArgumentException">There is no such format; the message lists those that there are.</exception>
    public static IExporter Named(string format) => All.FirstOrDefault(e => e.Format == format)
        ?? throw new ArgumentException($"There is no format '{format}'. There are: {string.Join(", ", All.Select(e => e.Format))}.");
}
