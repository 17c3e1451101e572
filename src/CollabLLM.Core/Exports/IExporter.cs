namespace CollabLLM.Core.Exports;

/// <summary>A file format for tables.</summary>
public interface IExporter
{
    /// <summary>Name in addresses and on the command line; also the file's extension.</summary>
    string Format { get; }

    string MediaType { get; }

    TableWriter Open(IReadOnlyList<Column> columns, Stream output);
}
