using CollabLLM.Data.Connections;

namespace CollabLLM.IntegrationTests.Documents;

public sealed class PostgresChangeTests() : ChangeRules(DatabaseProvider.Postgres);
