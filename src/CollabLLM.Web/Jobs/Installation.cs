using CollabLLM.Data;
using CollabLLM.Data.Studies;
using CollabLLM.Web.Features.Accounts;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Web.Jobs;

/// <summary>Makes an installation ready: the database by migration, the demonstration study, the first coordinator's link.</summary>
internal static class Installation
{
    extension(WebApplication app)
    {
        public async Task PrepareInstallationAsync()
        {
            await using (var scope = app.Services.CreateAsyncScope())
                await scope.ServiceProvider.GetRequiredService<CollabDbContext>().Database.MigrateAsync();
            if (app.Configuration.GetValue("Demonstration", defaultValue: true))
                await app.Services.GetRequiredService<SeedDemoStudy>().RunAsync(CancellationToken.None);
            var invitation = await app.Services.GetRequiredService<Invite>().FirstAsync(CancellationToken.None);
            app.Lifetime.ApplicationStarted.Register(() => Announce(app, invitation));
        }
    }

    private static void Announce(WebApplication app, string? invitation)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
        app.Logger.LogInformation("Participants of the demonstration study: {Link}", $"{address}/join/{SeedDemoStudy.Slug}");
        app.Logger.LogInformation("Coordinators and researchers: {Link}", invitation is null ? $"{address}/studies" : $"{address}{invitation} (works once, for the first administrator)");
    }
}
