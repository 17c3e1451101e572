using CollabLLM.Web.Features.ModelApi;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace CollabLLM.IntegrationTests.ModelApi;

/// <summary>The whole application on a real port, with the demonstration models and a database of its own.</summary>
public sealed class ModelApiHost : IDisposable
{
    public const string Key = "key-of-the-model-tests";

    private readonly string folder = Directory.CreateTempSubdirectory("collab-api-").FullName;
    private readonly WebApplicationFactory<ModelApiOptions> application;

    public ModelApiHost() : this(enabled: true)
    {
    }

    internal ModelApiHost(bool enabled)
    {
        application = new Application(folder, enabled);
        application.UseKestrel(0);
        application.StartServer();
        Address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
    }

    public string Address { get; }

    public static string Repository
    {
        get
        {
            var at = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(at.FullName, "CollabLLM.sln"))) at = at.Parent!;
            return at.FullName;
        }
    }

    public void Dispose()
    {
        application.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private sealed class Application(string folder, bool enabled) : WebApplicationFactory<ModelApiOptions>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
            .UseContentRoot(Repository)
            .UseSetting("Database:ConnectionString", $"Data Source={Path.Combine(folder, "api.db")}")
            .UseSetting("Keys:Folder", Path.Combine(folder, "keys"))
            .UseSetting("Inference:ModelsFolder", Path.Combine(Repository, "models"))
            .UseSetting("Inference:Provider", "cpu")
            .UseSetting("Scoring:Enabled", "false")
            .UseSetting("Demonstration", "false")
            .UseSetting("ModelApi:Enabled", enabled ? "true" : "false")
            .UseSetting("ModelApi:Key", Key);
    }
}
