namespace CollabLLM.Core.Statistics.Tables;

/// <summary>A table cannot be used; the message says what is wrong, on which line, and how to mend it.</summary>
public sealed class TableException(string message) : Exception(message);
