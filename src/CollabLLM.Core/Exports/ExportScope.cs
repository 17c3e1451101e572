using CollabLLM.Core.Studies;

namespace CollabLLM.Core.Exports;

/// <summary>What an export may show.</summary>
/// <param name="IsUnblinded">Whether the true names of the arms may stand beside their codes.</param>
/// <param name="ShowsIdentifiers">Whether platforms' identifiers of participants stand in it: only for those with the right, and audited.</param>
public sealed record ExportScope(StudyDefinition Definition, bool IsUnblinded = false, bool ShowsIdentifiers = false)
{
    public string? ArmName(string? code) =>
        IsUnblinded && code is not null ? Definition.Arms.FirstOrDefault(a => a.Code == code)?.Name : null;

    public string? DocumentTypeName(string? key) => Definition.TypeName(key);

    /// <summary>The completed turns after which this study asks for an interaction rating.</summary>
    public IEnumerable<int> Checkpoints => Enumerable.Range(1, Definition.Turns.MaximumTurns).Where(Definition.Turns.IsCheckpoint);
}
