using CollabLLM.Web.Features.ModelApi;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;

namespace CollabLLM.IntegrationTests.Site;

/// <summary>The whole application with a database, keys and models of its own under one folder, unless a setting says otherwise.</summary>
internal sealed class SiteApplication(string folder, IReadOnlyDictionary<string, string> settings) : WebApplicationFactory<ModelApiOptions>
{
    public static string Repository
    {
        get
        {
            var at = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(at.FullName, "CollabLLM.sln"))) at = at.Parent!;
            return at.FullName;
        }
    }

    public static string Models => Path.Combine(Repository, "models");

    private string ConnectionString => $"Data Source={Path.Combine(folder, "site.db")}";

    /// <summary>After the application has ended: its pool only, for the tests beside this one have theirs in use.</summary>
    public void ClosePool()
    {
        using var connection = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(connection);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseContentRoot(Repository)
            .UseSetting("Database:ConnectionString", ConnectionString)
            .UseSetting("Keys:Folder", Path.Combine(folder, "keys"))
            .UseSetting("Inference:ModelsFolder", Path.Combine(folder, "models"))
            .UseSetting("Inference:Provider", "cpu")
            .UseSetting("Scoring:Enabled", "false")
            .UseSetting("Demonstration", "false");
        foreach (var (key, value) in settings) builder.UseSetting(key, value);
    }
}
