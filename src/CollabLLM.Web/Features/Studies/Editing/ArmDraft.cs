using CollabLLM.Core.Policies;
using CollabLLM.Core.Studies;

namespace CollabLLM.Web.Features.Studies.Editing;

/// <summary>One arm while somebody edits it.</summary>
public sealed class ArmDraft
{
    private ArmDefinition? whole;

    public string Code { get; set; } = "";
    public string Name { get; set; } = "";
    public string Model { get; set; } = "";
    public string? SystemPrompt { get; set; }
    public bool IsBaseline { get; set; }
    public int Weight { get; set; } = 1;
    public double? Temperature { get; set; }
    public int? MaxTokens { get; set; }

    public static ArmDraft From(ArmDefinition arm) => new()
    {
        whole = arm, Code = arm.Code, Name = arm.Name, Model = arm.Policy.Model, SystemPrompt = arm.Policy.SystemPrompt, IsBaseline = arm.IsBaseline, Weight = arm.Weight,
        Temperature = arm.Policy.Sampling?.Temperature, MaxTokens = arm.Policy.Sampling?.MaxTokens,
    };

    public ArmDefinition ToDefinition()
    {
        var sampling = (whole?.Policy.Sampling ?? new Sampling()) with { Temperature = Temperature, MaxTokens = MaxTokens };
        return new ArmDefinition(Code.Trim(), Name.Trim(), new PolicyDefinition(Model, StudyDraft.OrNull(SystemPrompt), sampling == new Sampling() ? null : sampling), IsBaseline, Weight);
    }
}
