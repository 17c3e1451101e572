using CollabLLM.Core.Policies;

namespace CollabLLM.Core.Studies;

/// <summary>One condition of a study.</summary>
/// <param name="Code">Neutral code shown to coordinators until unblinding, such as "K". Gives nothing away.</param>
/// <param name="Name">True name, such as "CollabLLM". Shown after unblinding only.</param>
/// <param name="IsBaseline">Whether other arms are compared with this one.</param>
/// <param name="Weight">Places of this arm in a block are proportional to its weight; at least 1.</param>
public sealed record ArmDefinition(string Code, string Name, PolicyDefinition Policy, bool IsBaseline = false, int Weight = 1);
