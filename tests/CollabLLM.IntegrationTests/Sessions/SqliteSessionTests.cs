using CollabLLM.Data.Connections;

namespace CollabLLM.IntegrationTests.Sessions;

public sealed class SqliteSessionTests() : SessionRules(DatabaseProvider.Sqlite);
