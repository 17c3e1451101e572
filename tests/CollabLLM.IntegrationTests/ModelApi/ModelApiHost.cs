using CollabLLM.IntegrationTests.Site;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace CollabLLM.IntegrationTests.ModelApi;

/// <summary>The whole application on a real port, with the demonstration models and a database of its own.</summary>
public sealed class ModelApiHost : IDisposable
{
    public const string Key = "key-of-the-model-tests";

    private readonly string folder = Directory.CreateTempSubdirectory("collab-api-").FullName;
    private readonly SiteApplication application;

    public ModelApiHost() : this(enabled: true)
    {
    }

    internal ModelApiHost(bool enabled)
    {
        application = new SiteApplication(folder, new Dictionary<string, string>
        {
            ["Inference:ModelsFolder"] = SiteApplication.Models,
            ["ModelApi:Enabled"] = enabled ? "true" : "false",
            ["ModelApi:Key"] = Key,
        });
        application.UseKestrel(0);
        application.StartServer();
        Address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
    }

    public string Address { get; }

    public void Dispose()
    {
        application.Dispose();
        application.ClosePool();
        Directory.Delete(folder, recursive: true);
    }
}
