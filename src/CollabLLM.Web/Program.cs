using CollabLLM.Data;
using CollabLLM.Data.Scoring;
using CollabLLM.Inference;
using CollabLLM.Inference.Engine;
using CollabLLM.Web.Components;
using CollabLLM.Web.Features.Accounts;
using CollabLLM.Web.Features.Comparison;
using CollabLLM.Web.Features.Exports;
using CollabLLM.Web.Features.ModelApi;
using CollabLLM.Web.Features.Sessions;
using CollabLLM.Web.Features.Studies;
using CollabLLM.Web.Health;
using CollabLLM.Web.Hosting;
using CollabLLM.Web.Jobs;
using Radzen;

if (HealthProbe.IsAsked(args)) return await HealthProbe.RunAsync(args, Console.Error);
// A build with CUDA starts this program once more to see whether the device really works.
if (CudaProbe.IsAsked(args)) return CudaProbe.Run(Console.Error);

var builder = WebApplication.CreateBuilder(args);
// Without launch settings a run from source is in Production, where the files of component libraries would come out empty.
builder.WebHost.UseStaticWebAssets();

builder.Services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub => hub.MaximumReceiveMessageSize = 4 * 1024 * 1024);
builder.Services.AddRadzenComponents();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddKeyRing(builder.Configuration);
builder.Services.AddFrames();
builder.Services.AddRateLimits(builder.Configuration);
builder.Services.AddCollabData(builder.Configuration);
builder.Services.AddCollabInference();
builder.Services.AddCollabScoring();
builder.Services.AddCollabAccounts();
builder.Services.AddCollabSessions();
builder.Services.AddCollabStudies();
builder.Services.AddCollabExports();
builder.Services.AddCollabJobs();
builder.Services.AddCollabHealth();
builder.Services.AddModelApi();

var app = builder.Build();

await app.PrepareInstallationAsync();

app.UseExceptionHandler("/error", createScopeForErrors: true);
app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
app.UseSecurityHeaders();
app.UseOwnOriginOnly();
app.UseStaticFiles();
app.UseAuthentication();
app.UseAuthorization();
// After the account is known: exports are limited for each account.
app.UseRateLimiter();
app.UseAntiforgery();

app.MapStaticAssets();
app.MapCollabAccounts();
app.MapCollabComparison();
app.MapCollabExports();
app.MapCollabHealth();
app.MapModelApi();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode();

await app.RunAsync();
return 0;

/// <summary>Named so that tests can start the application.</summary>
public partial class Program;
