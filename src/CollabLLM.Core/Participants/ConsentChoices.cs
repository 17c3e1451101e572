using CollabLLM.Core.Sessions;

namespace CollabLLM.Core.Participants;

/// <summary>What a participant agreed to beside taking part: each has a box of its own that may stay empty.</summary>
public sealed record ConsentChoices(bool ToTraining, bool ToRecording)
{
    /// <summary>Answers to the screening questions, which stand on the same page.</summary>
    public IReadOnlyList<IntakeAnswer> Screening { get; init; } = [];
}
