namespace CollabLLM.Data.Exports.Import;

/// <summary>An archive cannot be loaded; nothing was written. The message says which file, which row, and what is wrong.</summary>
public sealed class ImportException(string message, Exception? inner = null) : Exception(message, inner);
