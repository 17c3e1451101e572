using CollabLLM.Data.Connections;

namespace CollabLLM.IntegrationTests.Sessions;

public sealed class PostgresSessionTests() : SessionRules(DatabaseProvider.Postgres);
