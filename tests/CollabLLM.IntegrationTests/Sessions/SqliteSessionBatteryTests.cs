using CollabLLM.Data.Connections;

namespace CollabLLM.IntegrationTests.Sessions;

public sealed class SqliteSessionBatteryTests() : SessionBatteries(DatabaseProvider.Sqlite);
