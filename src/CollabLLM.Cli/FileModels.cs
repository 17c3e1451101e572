using CollabLLM.Core.Policies;
using CollabLLM.Core.Rewards;
using CollabLLM.Data.Scoring;
using CollabLLM.Inference;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CollabLLM.Cli;

/// <summary>The three roles' models for a command that works on a file, without a database: <c>--policy</c>, <c>--simulator</c>, <c>--judge</c>.</summary>
internal sealed class FileModels(ServiceProvider host, ScoringPlan plan, PolicyDefinition policy) : IAsyncDisposable
{
    public RewardPreset Preset => plan.Preset;

    public long Seed => plan.Seed;

    public RewardModels Models { get; } = host.GetRequiredService<ScoringModels>().For(plan, policy, new ModelUse());

    public static async Task<FileModels> OpenAsync(Arguments arguments, string presetOtherwise, CancellationToken ct)
    {
        var preset = await ScoreCommand.PresetAsync(arguments, ct) ?? RewardPresets.Named(presetOtherwise);
        var simulator = arguments.Optional("simulator") ?? arguments.Required("policy");
        var plan = new ScoringPlan(preset, Math.Max(2, preset.Candidates), simulator, arguments.Optional("judge"), ScoringPlan.Brief, preset.MinimumGap, arguments.Number("seed", 1), RewardModel: arguments.Optional("reward-model"));
        var policy = new PolicyDefinition(arguments.Required("policy"), arguments.Optional("system-prompt"));
        var host = Host(arguments);
        if (host.GetRequiredService<ScoringModels>().Fault(plan) is not { } fault) return new FileModels(host, plan, policy);
        await host.DisposeAsync();
        throw new FormatException(fault);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private static ServiceProvider Host(Arguments arguments)
    {
        var given = arguments.Optional("models") is { } folder ? new Dictionary<string, string?> { ["Inference:ModelsFolder"] = folder } : [];
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddJsonFile(Path.GetFullPath("appsettings.json"), optional: true).AddEnvironmentVariables().AddInMemoryCollection(given).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging();
        services.AddCollabInference();
        services.AddOptions<ScoringOptions>().BindConfiguration(ScoringOptions.Section);
        services.AddSingleton<ScoringModels>();
        return services.BuildServiceProvider();
    }
}
