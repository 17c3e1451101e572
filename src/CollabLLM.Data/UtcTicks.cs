using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CollabLLM.Data;

/// <summary>A moment as ticks (100 ns) since year 1 in UTC: sorts and compares in SQLite as time does.</summary>
internal sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(moment => moment.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
