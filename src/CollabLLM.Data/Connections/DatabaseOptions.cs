using System.ComponentModel.DataAnnotations;

namespace CollabLLM.Data.Connections;

/// <summary>Section <c>Database</c> of the settings.</summary>
public sealed class DatabaseOptions
{
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>Connection string. For SQLite a path relative to the working directory is made absolute and its folder created.</summary>
    [Required]
    public string ConnectionString { get; set; } = "Data Source=data/collabllm.db";
}
