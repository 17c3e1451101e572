namespace CollabLLM.Data.Connections;

/// <summary>Which database holds the studies.</summary>
public enum DatabaseProvider
{
    Sqlite,
    Postgres,
}
