using CollabLLM.Core.Policies;
using CollabLLM.Core.Studies;
using CollabLLM.Inference;
using Microsoft.Extensions.AI;

namespace CollabLLM.Web.Features.Join;

/// <summary>
/// Loads a study's embedded models while a participant reads the first pages, so that the first reply does not wait for it.
/// All arms' models, whoever arrives: the arm is not drawn yet, and the wait must not tell the arms apart. Remote models are left alone: a call costs money.
/// </summary>
internal sealed partial class WarmPolicies(ModelCatalog models, ILogger<WarmPolicies> logger)
{
    /// <summary>Returns at once. What goes wrong is logged here and met again, with words for the participant, at the first reply.</summary>
    public void Begin(StudyDefinition study)
    {
        foreach (var model in study.Arms.Select(a => a.Policy.Model).Distinct(StringComparer.Ordinal).Intersect(models.Names).Except(models.Loaded.Select(m => m.Name)))
            _ = WarmAsync(model);
    }

    private async Task WarmAsync(string model)
    {
        try
        {
            // One token: the first step of a fresh model also compiles what the later ones run.
            await models.ClientFor(model).GetResponseAsync("Hello", new ChatOptions { MaxOutputTokens = 1 });
        }
        catch (Exception fault) when (fault is PolicyUnavailableException or OperationCanceledException or ObjectDisposedException)
        {
            LogCold(model, fault.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The model {Model} could not be loaded ahead of the first reply: {Reason}")]
    private partial void LogCold(string model, string reason);
}
