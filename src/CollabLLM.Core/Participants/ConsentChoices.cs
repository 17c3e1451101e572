namespace CollabLLM.Core.Participants;

/// <summary>What a participant agreed to beside taking part: each has a box of its own that may stay empty.</summary>
public sealed record ConsentChoices(bool ToTraining, bool ToRecording);
