using CollabLLM.Data;
using CollabLLM.Data.Scoring;
using CollabLLM.Inference;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CollabLLM.Cli;

/// <summary>The installation's database and models for one command: the settings of the web host, with <c>--database</c> in place of its connection string.</summary>
internal static class DatabaseHost
{
    public static readonly Option[] Options =
    [
        new("database", "FILE|CONNECTION", "the database, when not the one of appsettings.json"),
        new("provider", "Sqlite|Postgres", "what kind of database it is"),
        new("models", "FOLDER", "where models are looked up by name"),
    ];

    /// <summary>A database in a file of its own, for work that leaves no trace in the installation's.</summary>
    public static Task<ServiceProvider> OpenFileAsync(string file, CancellationToken ct) =>
        OpenAsync(Arguments.Parse(["--database", $"Data Source={file};Pooling=False", "--provider", "Sqlite"], new("", [], Options)), ct);

    /// <param name="clock">A clock in place of the system's.</param>
    public static async Task<ServiceProvider> OpenAsync(Arguments arguments, CancellationToken ct, TimeProvider? clock = null)
    {
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddJsonFile(Path.GetFullPath("appsettings.json"), optional: true)
            .AddEnvironmentVariables()
            .AddInMemoryCollection(Given(arguments))
            .Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging();
        if (clock is not null) services.AddSingleton(clock);
        services.AddCollabData(configuration);
        services.AddCollabScoring();
        services.AddCollabInference();
        var provider = services.BuildServiceProvider();
        await using var db = await provider.GetRequiredService<IDbContextFactory<CollabDbContext>>().CreateDbContextAsync(ct);
        await db.Database.MigrateAsync(ct);
        return provider;
    }

    private static IEnumerable<KeyValuePair<string, string?>> Given(Arguments arguments)
    {
        if (arguments.Optional("database") is { } database) yield return new("Database:ConnectionString", database.Contains('=', StringComparison.Ordinal) ? database : $"Data Source={database}");
        if (arguments.Optional("provider") is { } provider) yield return new("Database:Provider", provider);
        if (arguments.Optional("models") is { } models) yield return new("Inference:ModelsFolder", models);
    }
}
