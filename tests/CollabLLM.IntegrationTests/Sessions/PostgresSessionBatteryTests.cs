using CollabLLM.Data.Connections;

namespace CollabLLM.IntegrationTests.Sessions;

public sealed class PostgresSessionBatteryTests() : SessionBatteries(DatabaseProvider.Postgres);
