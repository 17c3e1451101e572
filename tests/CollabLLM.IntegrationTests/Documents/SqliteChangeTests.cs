using CollabLLM.Data.Connections;

namespace CollabLLM.IntegrationTests.Documents;

public sealed class SqliteChangeTests() : ChangeRules(DatabaseProvider.Sqlite);
