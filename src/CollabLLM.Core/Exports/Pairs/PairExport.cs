using CollabLLM.Core.Conversations;

namespace CollabLLM.Core.Exports.Pairs;

/// <summary>A preference pair with its whole provenance.</summary>
public sealed record PairExport(
    SessionKey Key, string Study, int Turn, string Kind, string Preset, string OptionsHash, double? Margin, IReadOnlyList<Message> Prompt, CandidateExport Chosen, CandidateExport Rejected,
    string PolicyId, string Flags, string? Decision, string? Note, string Split)
{
    public string? SimulatorId => Chosen.SimulatorId;

    public string? JudgeId => Chosen.JudgeId;

    public long Seed => Chosen.Seed;

    public string PromptJson => ChatJson.Write(Prompt);
}
